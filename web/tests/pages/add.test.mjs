import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  isTooWide,
  LANGUAGES,
  openBrowser,
  openDesk,
  openPage,
  seriousViolations,
  shot,
  skip,
  WIDTHS,
} from "./desk.mjs";

const TEXT =
  "Statement of Alvonia\n\nMay 4, 2026\n\nAlvonia and Kestria agreed to establish a ferry council. Alvonia will open two ports by the end of 2027.";

let browser;
let desk;

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ examples: false })]);
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

for (const language of LANGUAGES) {
  test(`files, texts and addresses can be added (${language})`, { skip }, async () => {
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, "/add", { language, width });
      await shot(page, `add-${language}-${width}`);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}

test("a pasted text comes in, once", { skip }, async () => {
  const page = await openPage(browser, desk, "/add");
  for (const outcome of [/\bnew\b/, /known already/]) {
    await page.fill("textarea", TEXT);
    await page.click("button:has-text('Read it')");
    await page.waitForFunction(
      (wanted) => new RegExp(wanted).test(document.querySelector("section .list li")?.textContent ?? ""),
      outcome.source,
    );
  }
  await shot(page, "add-results");
  await page.click("section .list a:has-text('Statement of Alvonia')");
  await page.waitForURL(/accounts/);
  assert.equal((await desk.json("/accounts.json")).total, 1);
  await page.context().close();
});

test("several files are read, and one that cannot be says why", { skip }, async () => {
  const page = await openPage(browser, desk, "/add");
  await page.setInputFiles("input[type=file]", [
    { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from(`${TEXT} They met.`) },
    {
      name: "two.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("# Readout\n\nThe two sides agreed to hold a meeting in June."),
    },
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") },
  ]);
  await page.waitForFunction(
    () => document.querySelectorAll("section .list .bad").length === 1 && !document.querySelector("progress"),
  );
  assert.equal((await desk.json("/accounts.json")).total, 3);
  assert.match(await page.textContent("section .list"), /empty\.txt/);
  await page.context().close();
});

test("an address of this machine is not fetched", { skip }, async () => {
  const page = await openPage(browser, desk, "/add");
  await page.fill("input[type=url]", `${desk.address}/help`);
  await page.click("button:has-text('Fetch and read')");
  await page.waitForSelector("section .list .bad");
  assert.match(await page.textContent("section .list .bad"), /private|this machine|loopback/i);
  await page.context().close();
});

test("hostile words are shown as words", { skip }, async () => {
  const hostile =
    "Statement\n\n<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script> The two sides agreed to meet.";
  const came = await desk.json("/api/accounts/text", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: hostile }),
  });
  const page = await openPage(browser, desk, `/accounts/${came.accounts[0].account}`);
  assert.match(await page.textContent(".account-text"), /<script>document\.title='run'<\/script>/);
  assert.equal(await page.locator(".account-text img, .account-text script").count(), 0);
  assert.notEqual(await page.title(), "run");
  await page.context().close();
});
