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

const first = async (count, query = "") => (await desk.json(`/api/review?limit=${count}${query}`)).rows;
const entry = async (id) => (await desk.json(`/api/entries/${id}`)).entry;
const saved = async (page) => {
  await page.waitForTimeout(50);
  await page.waitForFunction(() => document.querySelector(".progress [aria-live]")?.textContent === "");
};
const post = (path, body, revision) =>
  desk.json(path, {
    method: "POST",
    headers: { "content-type": "application/json", "if-match": `"${revision}"` },
    body: JSON.stringify(body),
  });

for (const language of LANGUAGES) {
  test(`the queue shows an entry in its text (${language})`, { skip }, async () => {
    const [row] = await first(1, `&language=${language}`);
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, `/review?language=${language}`, { language, width });
      await shot(page, `review-${language}-${width}`);
      assert.equal(await page.textContent(".decision blockquote"), row.entry.quote);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}

test("one key accepts, rejects with a reason, goes on and takes back", { skip }, async () => {
  const [one, two, three] = await first(3);
  const page = await openPage(browser, desk, "/review");
  await page.keyboard.press("a");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote").textContent === words,
    two.entry.quote,
  );
  await page.keyboard.press(".");
  await page.keyboard.type("only a heading");
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote").textContent === words,
    three.entry.quote,
  );
  await saved(page);
  assert.equal((await entry(one.entry.id)).state, "accepted");
  assert.equal((await entry(two.entry.id)).state, "rejected");
  assert.equal((await entry(two.entry.id)).review.reason, "only a heading");
  await page.keyboard.press("u");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote").textContent === words,
    two.entry.quote,
  );
  assert.equal((await entry(two.entry.id)).state, "proposed");
  await page.keyboard.press("p");
  await page.waitForSelector("text=accepted by Ana");
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.querySelector(".decision .state")?.textContent.includes("proposed"));
  assert.equal((await entry(one.entry.id)).state, "proposed");
  await page.context().close();
});

test("fields are changed in place, and what is wrong is said", { skip }, async () => {
  const [row] = await first(1, "&kind=commitment");
  const page = await openPage(browser, desk, "/review?kind=commitment");
  await page.keyboard.press("e");
  await page.fill(".decision form input[aria-describedby=allowed-parties]", "XKS, XAL");
  await page.fill(".decision form input[aria-describedby=allowed-window]", "some day");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".decision form [role=alert]");
  await shot(page, "review-edit");
  assert.deepEqual(await seriousViolations(page), []);
  await page.fill(".decision form input[aria-describedby=allowed-window]", "..2031-05-01");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".decision form", { state: "detached" });
  const edited = await entry(row.entry.id);
  assert.deepEqual([edited.state, edited.parties, edited.window.end], ["edited", ["XKS", "XAL"], "2031-05-01"]);
  await page.context().close();
});

test("the ends of the words are moved, and the quote follows", { skip }, async () => {
  const [row] = await first(1, "&kind=position&language=en");
  const page = await openPage(browser, desk, "/review?kind=position&language=en");
  await page.keyboard.press("{");
  const shown = await page.textContent(".decision blockquote");
  assert.ok(row.entry.quote.startsWith(shown) && shown.length < row.entry.quote.length);
  await page.keyboard.press("]");
  await page.keyboard.press("[");
  await shot(page, "review-moved");
  await page.keyboard.press("Enter");
  await page.waitForFunction((words) => document.querySelector(".decision blockquote").textContent !== words, shown);
  assert.equal((await entry(row.entry.id)).quote, shown);
  await page.context().close();
});

test("an entry is split, and the split taken back", { skip }, async () => {
  const [row] = await first(1, "&kind=understanding");
  const page = await openPage(browser, desk, "/review?kind=understanding");
  await page.keyboard.press("s");
  await page.waitForSelector(".cut");
  await shot(page, "review-split");
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote").textContent !== words,
    row.entry.quote,
  );
  assert.equal((await entry(row.entry.id)).state, "replaced");
  await page.keyboard.press("u");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote")?.textContent === words,
    row.entry.quote,
  );
  assert.equal((await entry(row.entry.id)).state, "proposed");
  await page.context().close();
});

test("two entries of an account are merged", { skip }, async () => {
  const rows = await first(50, "&kind=commitment");
  const at = rows.findIndex((one, index) => rows[index + 1]?.entry.account === one.entry.account);
  const [one, two] = rows.slice(at, at + 2);
  const page = await openPage(browser, desk, `/review?kind=commitment&account=${one.entry.account}`);
  await page.keyboard.press("m");
  await page.waitForFunction(
    (words) => document.querySelector(".decision blockquote").textContent.length > words.length,
    one.entry.quote,
  );
  assert.equal((await entry(one.entry.id)).state, "replaced");
  assert.equal((await entry(two.entry.id)).state, "replaced");
  await page.context().close();
});

test("what somebody else changed meanwhile is shown, and nothing is lost", { skip }, async () => {
  const [row] = await first(1, "&kind=request");
  const page = await openPage(browser, desk, "/review?kind=request");
  await page.keyboard.press("e");
  await page.fill(".decision form input[aria-describedby=allowed-areas]", "maritime");
  await post(`/api/entries/${row.entry.id}/accept`, { reason: "plain" }, row.entry.revision);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".stale");
  await shot(page, "review-stale");
  assert.match(await page.textContent(".stale"), /Ana/);
  assert.equal(await page.inputValue(".decision form input[aria-describedby=allowed-areas]"), "maritime");
  await page.click(".decision form button.main");
  await page.waitForSelector(".decision form", { state: "detached" });
  assert.deepEqual((await entry(row.entry.id)).areas, ["maritime"]);
  await page.context().close();
});

test("an entry named in the address is shown, whatever was decided", { skip }, async () => {
  const { rows } = await desk.json("/api/register?kind=mechanism&limit=5");
  const { id, account, quote } = rows.at(-1).entry;
  const page = await openPage(browser, desk, `/review?account=${account}&entry=${id}`);
  assert.equal(await page.textContent(".decision blockquote"), quote);
  await page.context().close();
});

test("what the same rule found is accepted together", { skip }, async () => {
  const [row] = await first(1, "&kind=engagement");
  const page = await openPage(browser, desk, "/review?kind=engagement");
  await page.keyboard.press("A");
  await page.waitForSelector("dialog li");
  await shot(page, "review-alike");
  await page.click("dialog button.main");
  await page.waitForSelector("dialog", { state: "hidden" });
  assert.equal((await entry(row.entry.id)).state, "accepted");
  await page.context().close();
});

test("a queue that is empty says what to do next", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?q=nowhere-in-any-text");
  assert.ok(await page.isVisible("main a[href='/register']"));
  await page.context().close();
});
