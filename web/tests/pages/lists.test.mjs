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

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

const first = async (query) => (await desk.json(`/api/register?limit=1&${query}`)).rows[0];

for (const language of LANGUAGES) {
  test(`lists and help can be read on any screen (${language})`, { skip }, async () => {
    const { entry } = await first("kind=commitment");
    const pages = {
      accounts: "/accounts",
      register: "/register",
      entry: `/entries/${entry.id}`,
      search: `/search?q=${encodeURIComponent(language === "en" ? "fisheries" : "渔业")}`,
      log: "/log",
      help: "/help",
      add: "/add",
      "sign-in": "/sign-in",
    };
    for (const [name, path] of Object.entries(pages)) {
      for (const width of WIDTHS) {
        const page = await openPage(browser, desk, path, { language, width });
        if (name === "register") await page.waitForSelector("tbody a");
        await shot(page, `${name}-${language}-${width}`);
        assert.deepEqual(await seriousViolations(page), [], `${name} ${width}`);
        assert.equal(await isTooWide(page), false, `${name} ${width}`);
        assert.deepEqual(page.complaints, [], `${name} ${width}`);
        await page.context().close();
      }
    }
  });
}

test("the register is searched as one types, and the view is a link", { skip }, async () => {
  const page = await openPage(browser, desk, "/register");
  await page.fill("main input[type=search]", "graphite");
  await page.waitForURL("**/register?q=graphite");
  const found = await desk.json("/api/register?q=graphite");
  assert.ok(found.total > 0);
  await page.waitForFunction((total) => document.querySelectorAll("tbody a.quote").length === total, found.total);
  await page.goto(`${desk.address}/register?kind=mechanism&q=council`);
  const both = await desk.json("/api/register?kind=mechanism&q=council");
  await page.waitForFunction((total) => document.querySelectorAll("tbody a.quote").length === total, both.total);
  await page.context().close();
});

test("several entries are rejected at once with a reason, and taken back", { skip }, async () => {
  const page = await openPage(browser, desk, "/register?kind=mechanism&sort=date");
  await page.waitForSelector("tbody a");
  const { rows } = await desk.json("/api/register?kind=mechanism&sort=date&limit=2");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.fill(".bulk input", "not a body");
  await page.click(".bulk button:nth-of-type(2)");
  await page.waitForSelector(".bulk", { state: "detached" });
  for (const row of rows) {
    const { entry } = await desk.json(`/api/entries/${row.entry.id}`);
    assert.deepEqual([entry.state, entry.review.reason], ["rejected", "not a body"]);
  }
  await page.getByRole("button", { name: "Take back" }).click();
  await page.waitForSelector("text=Taken back");
  for (const row of rows) {
    assert.equal((await desk.json(`/api/entries/${row.entry.id}`)).entry.state, "proposed");
  }
  await page.context().close();
});

test("columns and named views are kept", { skip }, async () => {
  const page = await openPage(browser, desk, "/register?kind=request");
  await page.waitForSelector("tbody a");
  const before = await page.locator("thead th").count();
  await page.click("summary:has-text('Columns')");
  await page.locator(".pop input[type=checkbox]:not(:checked)").first().check();
  assert.equal(await page.locator("thead th").count(), before + 1);
  await page.click("summary:has-text('Columns')");
  await page.click("summary:has-text('Saved views')");
  await page.fill(".pop form input", "What was asked");
  await page.click(".pop form button");
  await page.goto(`${desk.address}/register`);
  await page.waitForSelector("tbody a");
  assert.equal(await page.locator("thead th").count(), before + 1);
  await page.click("summary:has-text('Saved views')");
  await page.click("a:has-text('What was asked')");
  await page.waitForURL("**/register?kind=request");
  await page.context().close();
});

test("an entry is decided on its own page, and says who did", { skip }, async () => {
  const { entry } = await first("kind=understanding");
  const page = await openPage(browser, desk, `/entries/${entry.id}`);
  await page.getByRole("button", { name: "Accept" }).click();
  await page.waitForSelector("text=accepted by Ana");
  assert.equal((await desk.json(`/api/entries/${entry.id}`)).entry.state, "accepted");
  await page.context().close();
});

test("what was done is taken back in the log", { skip }, async () => {
  const { entry } = await first("kind=position");
  const done = await desk.json(`/api/entries/${entry.id}/accept`, {
    method: "POST",
    headers: { "content-type": "application/json", "if-match": `"${entry.revision}"` },
    body: "{}",
  });
  const page = await openPage(browser, desk, "/log");
  const undo = page.getByRole("button", { name: `Take back ${done.operation}`, exact: true });
  await undo.click();
  await undo.waitFor({ state: "detached" });
  assert.equal((await desk.json(`/api/entries/${entry.id}`)).entry.state, "proposed");
  await page.context().close();
});

test("what is found stands in its text", { skip }, async () => {
  const page = await openPage(browser, desk, "/");
  await page.keyboard.press("/");
  await page.keyboard.type("渔业");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main .list a");
  await page.locator("main .list a").first().click();
  await page.waitForURL(/\/accounts\//);
  await page.waitForSelector("[data-start]");
  assert.ok((await page.evaluate(() => CSS.highlights.get("chosen")?.size ?? 0)) > 0);
  await page.context().close();
});

test("the desk is told of files, pasted words and addresses, and says what came of each", { skip }, async () => {
  const page = await openPage(browser, desk, "/add");
  const lines = [
    "Readout of Prime Minister Rost's Call with President Velder",
    "May 4, 2031",
    "Prime Minister Rost spoke with President Velder. The two sides agreed to open a joint rescue centre by June 1, 2032.",
  ];
  await page.fill("main textarea", lines.join("\n\n"));
  await page.locator("main form:has(textarea) button").click();
  await page.waitForSelector("section[aria-live] a[href^='/accounts/']");
  await page.setInputFiles("input[type=file]", {
    name: "empty.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(""),
  });
  await page.waitForSelector(".bad");
  await page.fill("input[type=url]", "http://127.0.0.1:1/nothing");
  await page.locator("main form:has(input[type=url]) button").click();
  await page.waitForFunction(() => document.querySelectorAll(".bad").length === 2);
  await shot(page, "add-results");
  assert.deepEqual(await seriousViolations(page), []);
  await page.locator("section[aria-live] a[href^='/accounts/']").click();
  await page.waitForSelector("[data-start]");
  assert.match(await page.textContent(".account-text"), /joint rescue centre/);
  await page.context().close();
});
