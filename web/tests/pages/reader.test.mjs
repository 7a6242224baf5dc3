import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  isTooWide,
  LANGUAGES,
  openBrowser,
  openDesk,
  openPage,
  seriousViolations,
  settled,
  shot,
  skip,
  WIDTHS,
} from "./desk.mjs";

let browser;
let desk;
let account;
let entries;

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
  const all = await desk.json("/accounts.json?limit=50");
  account = all.rows.find((row) => row.side.includes("XKS") && row.kind === "fact_sheet").id;
  entries = (await desk.json(`/accounts/${account}.json`)).entries;
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

for (const language of LANGUAGES) {
  test(`an account is shown as it was written, its entries painted and listed (${language})`, { skip }, async () => {
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, `/accounts/${account}`, { language, width });
      const text = (await desk.json(`/accounts/${account}.json`)).text;
      const shown = await page.locator(".account-text p").allTextContents();
      for (const paragraph of shown) assert.ok(text.includes(paragraph), paragraph);
      assert.equal(await page.locator(".account-text .mark").count(), entries.length);
      const painted = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0));
      assert.ok(painted >= entries.length);
      await shot(page, `reader-${language}-${width}`);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}

test("on paper an account is its words in black, across the page, without what is pressed", { skip }, async () => {
  const page = await openPage(browser, desk, `/accounts/${account}`, { theme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "dark";
  });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light");
  assert.equal(await page.locator("header, aside, .marks").filter({ visible: true }).count(), 0);
  const text = page.locator(".account-text p").first();
  assert.equal(await text.evaluate((words) => getComputedStyle(words).color), "rgb(0, 0, 0)");
  assert.ok((await text.boundingBox()).width > 1000);
  await shot(page, "reader-print");
  await page.context().close();
});

test("keys go through the entries, and the address says which one is open", { skip }, async () => {
  const page = await openPage(browser, desk, `/accounts/${account}`);
  await page.keyboard.press("j");
  await page.waitForFunction(() => location.search.includes("entry="));
  const first = new URL(page.url()).searchParams.get("entry");
  assert.equal(first, entries[0].id);
  await page.keyboard.press("j");
  assert.equal(new URL(page.url()).searchParams.get("entry"), entries[1].id);
  const marked = await page.evaluate(() => [...CSS.highlights.get("shown")].map((range) => range.toString()).join(""));
  assert.equal(marked, entries[1].quote);
  await page.reload();
  await settled(page);
  assert.match(await page.textContent("aside .detail"), new RegExp(entries[1].quote.slice(0, 20)));
  await page.keyboard.press("a");
  await page.waitForSelector(".notice");
  assert.equal((await desk.json(`/entries/${entries[1].id}.json`)).entry.state, "accepted");
  await page.click(".notice button:has-text('Take back')");
  await page.waitForFunction(() => document.body.textContent.includes("Taken back"));
  assert.equal((await desk.json(`/entries/${entries[1].id}.json`)).entry.state, "proposed");
  await page.context().close();
});

test("a link leads to words, and words that are selected become an entry", { skip }, async () => {
  const entry = entries.find((one) => one.kind === "engagement");
  const page = await openPage(browser, desk, `/accounts/${account}#s=${entry.span[0]}-${entry.span[1]}`);
  const marked = await page.evaluate(() => [...CSS.highlights.get("shown")].map((range) => range.toString()).join(""));
  assert.equal(marked, entry.quote);
  const words = await page.evaluate(() => {
    const node = document.querySelector(".account-text .body p").firstChild;
    const range = document.createRange();
    range.setStart(node, 0);
    range.setEnd(node, 7);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    node.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    return range.toString();
  });
  await page.selectOption(".words select", "formulation");
  await page.click(".words button.main");
  await page.waitForFunction(() => document.body.textContent.includes("Entry made"));
  const made = (await desk.json("/register.json?kind=formulation&state=edited")).rows.concat(
    (await desk.json("/register.json?kind=formulation&state=accepted")).rows,
  );
  assert.ok(
    made.some((row) => row.entry.quote === words.trim() || row.entry.quote === words),
    JSON.stringify(made),
  );
  await page.context().close();
});

test("claims that a side has not made itself are told apart without colour", { skip }, async () => {
  const page = await openPage(browser, desk, `/accounts/${account}`);
  const unconfirmed = entries.filter((one) => one.unconfirmed_by.length > 0);
  assert.ok(unconfirmed.length > 0);
  assert.equal(await page.locator(".mark.unconfirmed").count(), unconfirmed.length);
  assert.match(await page.textContent("aside"), /claimed for XAL, not yet said by its own account/);
  await page.context().close();
});

test("an account that is not there says so", { skip }, async () => {
  const page = await openPage(browser, desk, "/help");
  await page.goto(`${desk.address}/accounts/ffff`);
  await page.waitForSelector("[role=alert]");
  assert.match(await page.textContent("[role=alert]"), /no account ffff/);
  await page.context().close();
});
