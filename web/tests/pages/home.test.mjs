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
let empty;

before(async () => {
  if (skip) return;
  [browser, desk, empty] = await Promise.all([openBrowser(), openDesk(), openDesk({ examples: false })]);
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close(), empty.close()]);
});

for (const language of LANGUAGES) {
  test(`the overview says what waits and what belongs together (${language})`, { skip }, async () => {
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, "/", { language, width });
      await shot(page, `home-${language}-${width}`);
      assert.match(await page.textContent("main"), language === "en" ? /entries wait for review/ : /个条目待审核/);
      assert.ok((await page.locator("main a[href^='/compare?account=']").count()) > 0);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });

  test(`an empty workspace says what to do (${language})`, { skip }, async () => {
    const page = await openPage(browser, empty, "/", { language });
    await shot(page, `home-empty-${language}`);
    await page.click("main a[href='/add']");
    await page.waitForURL("**/add");
    await page.context().close();
  });
}

test("the pages have the language, the theme and the keys that one asks for", { skip }, async () => {
  const page = await openPage(browser, desk, "/", { theme: "dark" });
  await shot(page, "home-dark");
  assert.deepEqual(await seriousViolations(page), []);
  await page.click("text=中文");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
  assert.match(await page.textContent("h1"), /概览/);
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("dialog[open]"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.waitForURL("**/log");
  await page.context().close();
});
