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

let browser;
let desk;
let accounts;

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
  accounts = (await desk.json("/api/accounts?limit=100")).rows;
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

/** The account whose title has these words. */
const titled = (words) => accounts.find((one) => one.title?.includes(words)).id;

for (const language of LANGUAGES) {
  test(`an account is read with its voices and entries (${language})`, { skip }, async () => {
    const id = titled(language === "en" ? "Press Briefing" : "例行记者会");
    const account = await desk.json(`/api/accounts/${id}`);
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, `/accounts/${id}`, { language, width });
      await shot(page, `reader-${language}-${width}`);
      const written = await page.locator("[data-start]").allTextContents();
      assert.equal(written.join(""), account.text.replaceAll(/\n+/g, ""));
      assert.ok((await page.locator(".voice").count()) > 2);
      assert.equal(await page.locator(".letter").count(), account.entries.length);
      const painted = await page.evaluate(() =>
        [...CSS.highlights].reduce((sum, [name, ranges]) => sum + (/-[012]$/.test(name) ? ranges.size : 0), 0),
      );
      assert.ok(painted >= account.entries.length);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });

  test(`entries are gone through with keys, and the address says which (${language})`, { skip }, async () => {
    const id = titled(language === "en" ? "Energy Dialogue" : "会谈取得积极成果");
    const { entries } = await desk.json(`/api/accounts/${id}`);
    const page = await openPage(browser, desk, `/accounts/${id}`, { language });
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.equal(new URL(page.url()).searchParams.get("entry"), entries[1].id);
    await page.waitForSelector("aside dl");
    assert.match(await page.textContent("aside .rule"), new RegExp(entries[1].rule.replaceAll(".", "\\.")));
    await page.keyboard.press("k");
    await page.waitForSelector("aside dl");
    await shot(page, `reader-chosen-${language}`);
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press("a");
    await page.waitForSelector(".notice, [role=status]");
    await page.waitForFunction(() => document.querySelector("[id=chosen]"));
    const accepted = await desk.json(`/api/entries/${entries[0].id}`);
    assert.equal(accepted.entry.state, "accepted");
    await page.getByRole("button", { name: language === "en" ? "Take back" : "撤销" }).click();
    await page.waitForSelector(`text=${language === "en" ? "Taken back" : "已撤销"}`);
    assert.equal((await desk.json(`/api/entries/${entries[0].id}`)).entry.state, "proposed");
    await page.context().close();
  });
}

test("only entries of a kind are shown, and the view is a link", { skip }, async () => {
  const id = titled("Energy Dialogue");
  const { entries } = await desk.json(`/api/accounts/${id}`);
  const kind = entries[0].kind;
  const page = await openPage(browser, desk, `/accounts/${id}?kind=${kind}`);
  assert.equal(await page.locator(".letter").count(), entries.filter((entry) => entry.kind === kind).length);
  await page.locator("button.kind[aria-pressed=true]").click();
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.locator(".letter").count(), entries.length);
  await page.context().close();
});

test("selected words become an entry of exactly those words", { skip }, async () => {
  const id = titled("例行记者会");
  const page = await openPage(browser, desk, `/accounts/${id}`);
  await page.evaluate(() => {
    const node = document.querySelectorAll("[data-start]")[1].firstChild;
    const range = document.createRange();
    range.setStart(node, 2);
    range.setEnd(node, 9);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  const words = await page.evaluate(() => getSelection().toString());
  await page.locator("[data-start]").nth(1).dispatchEvent("mouseup");
  await shot(page, "reader-new");
  assert.deepEqual(await seriousViolations(page), []);
  await page.locator(".bar button.kind", { hasText: "formulation" }).click();
  await page.waitForSelector("aside blockquote");
  const { entries } = await desk.json(`/api/accounts/${id}`);
  const made = entries.find((entry) => entry.quote === words && entry.kind === "formulation");
  assert.equal(made.term, words);
  assert.equal(made.rule ?? "", "");
  await page.context().close();
});

test("a link to a span shows those words", { skip }, async () => {
  const id = titled("例行记者会");
  const page = await openPage(browser, desk, `/accounts/${id}#s=91-95`);
  const marked = await page.evaluate(() =>
    [...CSS.highlights.get("chosen")].map((range) =>
      range.startContainer.data.slice(range.startOffset, range.endOffset),
    ),
  );
  assert.deepEqual(marked, ["奥尔莱克"]);
  await page.context().close();
});
