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
let entry;

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
  entry = (await desk.json("/register.json?kind=commitment&limit=1")).rows[0].entry;
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

for (const language of LANGUAGES) {
  for (const name of ["accounts", "search", "log", "help", "entries", "sign-in"]) {
    test(`${name} (${language})`, { skip }, async () => {
      const path = { search: "/search?q=aircraft", entries: `/entries/${entry.id}` }[name] ?? `/${name}`;
      for (const width of WIDTHS) {
        const page = await openPage(browser, desk, path, { language, width });
        await shot(page, `${name}-${language}-${width}`);
        assert.deepEqual(await seriousViolations(page), []);
        assert.equal(await isTooWide(page), false);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      }
    });
  }
}

test("words are found, marked, and lead to their text", { skip }, async () => {
  const page = await openPage(browser, desk, "/");
  await page.keyboard.press("/");
  await page.keyboard.type("贸易理事会");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main mark");
  assert.ok((await page.locator("main mark").allTextContents()).every((words) => words === "贸易理事会"));
  await page.click("main .list a >> nth=0");
  await page.waitForURL(/accounts/);
  await page.context().close();
});

test("an operation is taken back from the log", { skip }, async () => {
  await desk.json("/api/entries/decide", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ decision: "accept", entries: [{ entry: entry.id, revision: entry.revision }] }),
  });
  const page = await openPage(browser, desk, "/log");
  await page.click("tbody tr:first-child button");
  await page.waitForSelector("tr.undone");
  assert.equal((await desk.json(`/entries/${entry.id}.json`)).entry.state, "proposed");
  await page.context().close();
});

test("an entry has a page of its own, with its rule and notes", { skip }, async () => {
  const page = await openPage(browser, desk, `/entries/${entry.id}`);
  assert.ok((await page.textContent("main")).includes(entry.rule));
  await page.fill("input[aria-label='Make a note']", "ask the desk officer");
  await page.click("button:has-text('Make a note')");
  await page.waitForFunction(() => document.body.textContent.includes("ask the desk officer"));
  assert.equal((await desk.json(`/entries/${entry.id}.json`)).notes[0].text, "ask the desk officer");
  await page.context().close();
});
