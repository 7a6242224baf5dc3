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

const queue = () => desk.json("/review.json?limit=50&kind=commitment");
const stateOf = async (id) => (await desk.json(`/entries/${id}.json`)).entry;

/** Waits until the desk has an entry so. */
async function becomes(id, test) {
  for (let tries = 0; tries < 100; tries += 1) {
    const entry = await stateOf(id);
    if (test(entry)) return entry;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`entry ${id} did not change: ${JSON.stringify(await stateOf(id))}`);
}

for (const language of LANGUAGES) {
  test(`the queue shows the text, the words and the fields (${language})`, { skip }, async () => {
    for (const width of WIDTHS) {
      const page = await openPage(browser, desk, "/review?kind=commitment", { language, width });
      const first = (await queue()).rows[0];
      assert.equal((await page.locator("mark.own").allTextContents()).join(""), first.entry.quote);
      await shot(page, `review-${language}-${width}`);
      assert.deepEqual(await seriousViolations(page), []);
      assert.equal(await isTooWide(page), false);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}

test("one key an action: accept, reject, take back, split, merge", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?kind=commitment");
  const [first, second, third] = (await queue()).rows.map((row) => row.entry);
  await page.keyboard.press("a");
  await page.keyboard.press("r");
  await becomes(first.id, (entry) => entry.state === "accepted");
  await becomes(second.id, (entry) => entry.state === "rejected");
  assert.equal((await page.locator("mark.own").allTextContents()).join(""), third.quote);
  await page.keyboard.press("u");
  await becomes(second.id, (entry) => entry.state === "proposed");
  await page.waitForFunction((quote) => document.querySelector("mark.own")?.textContent === quote, second.quote);
  await page.keyboard.press(".");
  await page.keyboard.type("as it is printed");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  assert.equal((await becomes(second.id, (entry) => entry.state === "accepted")).review.reason, "as it is printed");
  await page.keyboard.press(".");
  await page.keyboard.type("two in one");
  await page.keyboard.press("Enter");
  await page.keyboard.press("s");
  await page.click(".split button >> nth=1");
  const whole = await becomes(third.id, (entry) => entry.state === "replaced");
  assert.equal(whole.review.reason, "two in one");
  const shows = (quote) =>
    page.waitForFunction((quote) => document.querySelector("mark.own")?.textContent === quote, quote);
  const part = await stateOf(whole.review.into[0]);
  await shows(part.quote);
  await page.keyboard.press("m");
  const merged = await becomes(part.id, (entry) => entry.state === "replaced");
  const together = await stateOf(merged.review.into[0]);
  assert.ok(together.quote.startsWith(part.quote) && together.quote.length > part.quote.length, together.quote);
  await shows(together.quote);
  await page.context().close();
});

test("the ends of the words are moved, and the quote follows", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?kind=request");
  const entry = (await desk.json("/review.json?kind=request&limit=1")).rows[0].entry;
  await page.keyboard.press("{");
  const moved = (await page.locator("mark.own").allTextContents()).join("");
  assert.ok(entry.quote.startsWith(moved) && moved.length < entry.quote.length, moved);
  await page.keyboard.press("Escape");
  assert.equal((await page.locator("mark.own").allTextContents()).join(""), entry.quote);
  await page.keyboard.press("{");
  await page.keyboard.press("Enter");
  const now = await becomes(entry.id, (one) => one.state === "edited");
  assert.equal(now.quote, moved);
  await page.context().close();
});

test("a field is edited in place, and what is wrong is said", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?kind=position");
  const entry = (await desk.json("/review.json?kind=position&limit=1")).rows[0].entry;
  await page.keyboard.press("e");
  await page.fill("#field-areas", "trade, energy");
  await page.fill("#field-stance", "perhaps");
  await page.click("#fields button.main");
  await page.waitForSelector(".notice.bad");
  assert.match(await page.textContent(".notice.bad"), /stance.*write one of/);
  assert.equal(await page.inputValue("#field-areas"), "trade, energy", "what was written stays");
  await page.fill("#field-stance", "concern");
  await page.click("#fields button.main");
  const now = await becomes(entry.id, (one) => one.state === "edited");
  assert.deepEqual([now.areas, now.stance], [["trade", "energy"], "concern"]);
  await page.context().close();
});

test("what someone else changed in between is shown, and what was written is not lost", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?kind=understanding");
  const entry = (await desk.json("/review.json?kind=understanding&limit=1")).rows[0].entry;
  await desk.json(`/api/entries/${entry.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json", "if-match": `"${entry.revision}"` },
    body: JSON.stringify({ changes: { areas: "climate" }, reason: "another person" }),
  });
  await page.fill("#field-areas", "energy");
  await page.click("#fields button.main");
  await page.waitForSelector(".stale");
  assert.match(await page.textContent(".stale"), /Someone changed this entry[\s\S]*another person/);
  assert.equal(await page.inputValue("#field-areas"), "energy");
  await page.click("#fields button.main");
  assert.deepEqual((await becomes(entry.id, (one) => one.areas.includes("energy"))).areas, ["energy"]);
  await page.context().close();
});

test("an empty queue says what to do next", { skip }, async () => {
  const page = await openPage(browser, desk, "/review?q=nothinglikethis");
  assert.match(await page.textContent("main"), /Nothing waits/);
  await page.context().close();
});
