// Dossiers, accounts side by side, follow-through, wording, frames and coding: in both languages, wide and narrow.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  chancery,
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
let pair;
let commitment;
let packet;

/** Sends JSON to the desk. */
async function send(path, body, method = "POST") {
  const response = await fetch(`${desk.address}/api${path}`, {
    method,
    headers: { "content-type": "application/json", origin: desk.address },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return await response.json();
}

before(async () => {
  if (skip) return;
  [browser, desk] = await Promise.all([openBrowser(), openDesk()]);
  const { rows } = await desk.json("/api/accounts?limit=100");
  const of = (day) => rows.find((row) => row.date === day).id;
  pair = [of("2026-03-18"), of("2026-03-19")];
  await send("/dossiers", { name: "Summit", accounts: pair });
  await send("/dossiers", { name: "All of it", states: ["XAL", "XKS"] });
  const due = await desk.json("/api/follow");
  commitment = due.groups.flatMap((group) => group.rows).find((row) => row.kind === "commitment").entry;
  for (const coder of ["Bo", "Cy"]) {
    const file = join(desk.workspace, "..", `${coder}.db`);
    await chancery(desk.workspace, "packet", "give", "--coder", coder, "--out", file, pair[0]);
    const found = await desk.json(`/api/register?account=${pair[0]}`);
    const kept = found.rows.slice(0, coder === "Bo" ? 4 : 2).map((row) => row.entry.id);
    for (const id of kept) await chancery(file, "entry", "accept", id);
    await chancery(desk.workspace, "packet", "return", file);
  }
  packet = (await desk.json("/api/coding")).packets[0].id;
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
});

/** The pages, with what a person reads on each in English and in Chinese. */
const pages = () => [
  ["dossiers", "/dossiers", /Summit/, /Summit/],
  ["dossier", "/dossiers/summit", /Only \w+ says/, /只有 \w+ 说/],
  ["compare", "/dossiers/summit/compare", /Said differently/, /说法不同/],
  ["compare-two", `/compare?account=${pair[0]}&account=${pair[1]}&show=only-b`, /Only \w+ says/, /只有 \w+ 说/],
  ["matrix", "/dossiers/all-of-it/compare?show=only-XKS", /Only XKS says/, /只有 XKS 说/],
  ["timeline", "/dossiers/all-of-it/timeline", /held/, /已进行/],
  ["lists", "/dossiers/all-of-it/lists?since=2026-01-01", /Movement since/, /变动/],
  ["mechanisms", "/dossiers/all-of-it/mechanisms", /channels/, /渠道/],
  ["tallies", "/dossiers/all-of-it/tallies", /claims/, /宣称/],
  ["progress", "/dossiers/summit/progress", /Decided/, /已审/],
  ["follow", "/follow", /Without a date/, /无日期/],
  ["follow-one", `/follow/${commitment}`, /Evidence/, /依据/],
  ["wording", "/wording", /Set phrases/, /固定提法/],
  ["unsaid", "/wording/unsaid", /Unsaid/, /未提/],
  ["frames", "/frames", /PLOVER/, /PLOVER/],
  ["frame", "/frames/plover?by=year", /REQUEST/, /REQUEST/],
  ["frame-limbs", "/frames/strategic-stability", /Peace that lasts/, /和平可期/],
  ["coding", "/coding", /Disagreements/, /分歧/],
  ["packet", `/coding/${packet}`, /Packet of/, /的编码包/],
];

for (const language of LANGUAGES) {
  test(
    `every page says what it is for, fits, and has no serious violation (${language})`,
    {
      skip,
    },
    async (context) => {
      const { rows } = await desk.json("/api/wording");
      const term = encodeURIComponent(rows[0].formulation);
      const all = [...pages(), ["history", `/wording/history?term=${term}`, /Quotes/, /引文/]];
      for (const [name, path, english, chinese] of all) {
        await context.test(name, async () => {
          for (const width of WIDTHS) {
            const page = await openPage(browser, desk, path, { language, width });
            // What a page is about may come after the rest of it.
            const said = (words) => new RegExp(words).test(document.querySelector("main").textContent);
            await page.waitForFunction(said, (language === "en" ? english : chinese).source);
            await shot(page, `${name}-${language}-${width}`);
            assert.deepEqual(await seriousViolations(page), []);
            assert.equal(await isTooWide(page), false, `too wide at ${width}`);
            assert.deepEqual(page.complaints, []);
            await page.context().close();
          }
        });
      }
    },
  );
}

test("from the first page to what only the other side said, by links alone", { skip }, async () => {
  const page = await openPage(browser, desk, "/");
  await page.click("main a[href='/dossiers/summit']");
  await page.waitForURL("**/dossiers/summit");
  await page.click("main a[href*='show=only-b']");
  await page.waitForURL("**/compare?show=only-b");
  const first = page.locator(".lines li button").first();
  await first.waitFor();
  const compared = await desk.json("/api/dossiers/summit/compare");
  const only = compared.comparison.only.filter((one) => one.account === 1).map((one) => one.quote);
  assert.ok(only.length > 0);
  assert.equal(await page.locator(".lines li button").count(), only.length);
  const said = await page.locator(".lines li q").allTextContents();
  assert.deepEqual(said.sort(), only.sort());
  await page.keyboard.press("j");
  await page.waitForSelector("mark.selected");
  assert.match(page.url(), /at=/);
  await shot(page, "compare-only-b-selected");
  await page.context().close();
});

test("of more than two accounts, what only one side says is listed alone", { skip }, async () => {
  const page = await openPage(browser, desk, "/dossiers/all-of-it/compare");
  await page.click("nav a[href*='show=only-XKS']");
  await page.waitForSelector("nav a[href*='show=only-XKS'][aria-current=true]");
  const matrix = page.getByRole("region", { name: "What each account says" });
  const counted = Number(await page.locator("nav a[aria-current=true] b").textContent());
  assert.ok(counted > 0);
  assert.equal(await matrix.locator("tbody tr").count(), counted);
  const sides = (await matrix.locator("thead th a").allTextContents()).map((name) => name.split(" ")[1]);
  for (const row of await matrix.locator("tbody tr").all()) {
    const cells = await row.locator("td").all();
    const said = await Promise.all(cells.map((cell) => cell.locator("a").count()));
    said.forEach((count, index) => assert.ok(count === 0 || sides[index] === "XKS", `${sides[index]} says it too`));
  }
  await page.context().close();
});

test("a link can be decided and cut, and the pages follow", { skip }, async () => {
  const page = await openPage(browser, desk, "/dossiers/summit/compare?show=differs");
  await page.locator(".lines li button").first().waitFor();
  const before = await page.locator(".lines li button").count();
  assert.ok(before > 0);
  await page.locator(".lines li button").first().click();
  await page.waitForSelector(".detail");
  await shot(page, "compare-differs-selected");
  await page.locator(".detail button").last().click();
  await page.waitForFunction(
    (many) => document.querySelectorAll(".lines li .card, .lines li > button").length < many,
    before,
  );
  const { rows } = await desk.json("/api/log");
  assert.equal(rows[0].kind, "align");
  await send("/undo", { operation: rows[0].operation ?? rows[0].seq });
  await page.context().close();
});

test("status and score of a commitment are set, and can be taken back", { skip }, async () => {
  const page = await openPage(browser, desk, `/follow/${commitment}`);
  await page.click("summary >> text=Change");
  await page.selectOption("main form select", "in_progress");
  await page.click("main form button[type=submit]");
  await page.waitForSelector("dd >> text=in progress");
  await page.click("summary >> text=Score a party");
  await page.fill("input[list=parties]", "XAL");
  await page.locator("main form").nth(1).locator("input").last().fill("orders were signed");
  await page.locator("main form").nth(1).locator("button").click();
  await page.waitForSelector("td >> text=orders were signed");
  const found = await desk.json(`/api/follow/${commitment}`);
  assert.equal(found.follow.status, "in_progress");
  assert.equal(found.scores.rows[0].interim.score, 0);
  await page.context().close();
});

test("every number of a frame opens the entries that it counts", { skip }, async () => {
  const counted = await desk.json("/api/frames/plover?by=year");
  for (const limb of counted.limbs) {
    for (const indicator of limb.indicators) {
      const all = await desk.json(`/api/register?${indicator.register}`);
      assert.equal(all.total, indicator.total, indicator.id);
      for (const [index, count] of indicator.counts.entries()) {
        const { from, to } = counted.periods[index];
        const some = await desk.json(`/api/register?${indicator.register}&since=${from}&until=${to}`);
        assert.equal(some.total, count, `${indicator.id} ${from}`);
      }
    }
  }
});

test("a point of the plot leaves the quotes of its period", { skip }, async () => {
  const { rows } = await desk.json("/api/wording");
  const term = encodeURIComponent(rows[0].formulation);
  const page = await openPage(browser, desk, `/wording/history?term=${term}`);
  await page.waitForSelector("figure a");
  await page.locator("ol.list > li").first().waitFor();
  const many = await page.locator("ol.list > li").count();
  await page.locator("figure a").first().click();
  await page.waitForURL(/period=/);
  await settled(page);
  await page.locator("ol.list > li").first().waitFor();
  const some = await page.locator("ol.list > li").count();
  assert.ok(some > 0 && some <= many);
  await page.context().close();
});

test("a disagreement of coders is settled", { skip }, async () => {
  const page = await openPage(browser, desk, "/coding");
  await page.locator("section.card button").first().click();
  await page.waitForSelector(".notices >> text=Saved");
  const { rows } = await desk.json("/api/log");
  assert.equal(rows[0].kind, "adjudicate");
  await page.context().close();
});
