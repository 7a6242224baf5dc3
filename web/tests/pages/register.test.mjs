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

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

const rowsShown = (page) => page.locator("tbody tr[aria-rowindex]");

for (const language of LANGUAGES) {
  test(`the register shows what its address asks for (${language})`, { skip }, async () => {
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, "/register?kind=commitment&party=XAL", { language, width });
      const answer = await desk.json("/register.json?kind=commitment&party=XAL&limit=100");
      await page.waitForFunction(() => document.querySelectorAll("tbody tr[aria-rowindex]").length > 5);
      assert.equal(await rowsShown(page).first().locator("a.quote").textContent(), answer.rows[0].entry.quote);
      await page.click("details.card > summary");
      await shot(page, `register-${language}-${width}`);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}

test("filters, sorting and words stand in the address", { skip }, async () => {
  const page = await openPage(browser, desk, "/register");
  await page.click("details.card > summary");
  await page.click("label:has-text('request') input");
  await page.waitForURL(/kind=request/);
  await page.click("th.kind button");
  await page.waitForURL(/sort=kind/);
  await page.fill("input[type=search] >> nth=1", "publish");
  await page.waitForURL(/q=publish/);
  const asked = new URL(page.url());
  const answer = await desk.json(`/register.json${asked.search}`);
  assert.ok(answer.rows.length > 0 && answer.rows.every((row) => row.entry.kind === "request"));
  await page.waitForFunction(
    (count) => document.querySelectorAll("tbody tr[aria-rowindex]").length === count,
    answer.rows.length,
  );
  await page.fill("input[type=search] >> nth=1", "nothinglikethis");
  await page.waitForFunction(() => document.body.textContent.includes("No entry is like that"));
  await page.context().close();
});

test("rows are drawn as far as they are in sight, and more are fetched when one goes on", { skip }, async () => {
  const page = await openPage(browser, desk, "/register", { height: 700 });
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[aria-rowindex]").length > 5);
  const total = Number(await page.getAttribute("table", "aria-rowcount"));
  assert.ok(total > 100, String(total));
  assert.ok((await rowsShown(page).count()) < 60);
  for (let step = 0; step < 60; step += 1) {
    await page.evaluate(() => {
      const rows = document.querySelector(".rows");
      rows.scrollTop = rows.scrollHeight;
    });
    if (await page.locator(`tr[aria-rowindex="${total + 1}"]`).count()) break;
    await page.waitForTimeout(50);
  }
  assert.equal(await page.locator(`tr[aria-rowindex="${total + 1}"]`).count(), 1, "the last row is reached");
  assert.ok((await rowsShown(page).count()) < 60);
  await page.context().close();
});

test("several are selected with the keyboard and decided on together", { skip }, async () => {
  const page = await openPage(browser, desk, "/register?kind=position");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[aria-rowindex]").length > 2);
  const before_ = await desk.json("/register.json?kind=position");
  for (const key of ["x", "j", "x"]) await page.keyboard.press(key);
  assert.match(await page.textContent(".bulk"), /2 selected/);
  await page.fill(".bulk input", "looked at together");
  await page.click(".bulk button.main");
  await page.waitForSelector(".notice");
  const log = await desk.json("/log.json?limit=1");
  assert.deepEqual([log.rows[0].kind, log.rows[0].reason], ["entry.accept", "looked at together"]);
  const now = await desk.json("/register.json?kind=position");
  assert.deepEqual(
    now.rows.slice(0, 2).map((row) => [row.entry.id, row.entry.state]),
    before_.rows.slice(0, 2).map((row) => [row.entry.id, "accepted"]),
  );
  await page.context().close();
});

test("a policy shows what it would accept before it does; a view is kept under a name", { skip }, async () => {
  const page = await openPage(browser, desk, "/register?kind=mechanism");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[aria-rowindex]").length > 0);
  await page.click("button:has-text('Accept by rule')");
  await page.fill("dialog input[type=number]", "0");
  await page.click("dialog button:has-text('See what it would accept')");
  await page.waitForFunction(() =>
    /would accept \d+ entr/.test(document.querySelector("dialog[open]")?.textContent ?? ""),
  );
  assert.equal((await desk.json("/register.json?kind=mechanism&state=accepted")).total, 0);
  await page.click("dialog button.main");
  await page.waitForSelector(".notice");
  assert.ok((await desk.json("/register.json?kind=mechanism&state=accepted")).total > 0);
  await page.click("summary:has-text('Saved views')");
  await page.fill("input[aria-label='Name of the view']", "standing bodies");
  await page.click("button:has-text('Save this view')");
  await page.goto(`${desk.address}/register`);
  await settled(page);
  await page.click("summary:has-text('Saved views')");
  await page.click("a:has-text('standing bodies')");
  await page.waitForURL(/kind=mechanism/);
  await page.context().close();
});
