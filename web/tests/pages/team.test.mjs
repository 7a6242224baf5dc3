import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  LANGUAGES,
  openBrowser,
  openDesk,
  openPage,
  program,
  seriousViolations,
  settled,
  shot,
  skip,
} from "./desk.mjs";

const PASSWORD = "several long words";

let browser;
let desk;
let folder;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "team-"));
  const users = join(folder, "team.toml");
  for (const [name, role] of [
    ["Ana", "admin"],
    ["Bo", "reader"],
  ]) {
    execFileSync(program, ["users", "add", name, "--role", role, "--users", users], { input: `${PASSWORD}\n` });
  }
  [browser, desk] = await Promise.all([openBrowser(), openDesk({ serve: ["--users", users] })]);
});

after(async () => {
  if (skip) return;
  await Promise.all([browser.close(), desk.close()]);
  rmSync(folder, { recursive: true, force: true });
});

async function enter(page, name, password) {
  await page.fill("input[autocomplete=username]", name);
  await page.fill("input[type=password]", password);
  await page.click("button.main");
}

for (const language of LANGUAGES) {
  test(`who is not signed in is asked to, and comes to where they wanted (${language})`, { skip }, async () => {
    const page = await openPage(browser, desk, "/register?kind=request", { language });
    await page.waitForURL(/sign-in/);
    await settled(page);
    await shot(page, `sign-in-${language}`);
    assert.deepEqual(await seriousViolations(page), []);
    await enter(page, "Bo", "not the password");
    await page.waitForSelector("[role=alert]");
    await enter(page, "Bo", PASSWORD);
    await page.waitForURL(/register\?kind=request/);
    await page.context().close();
  });
}

test("a reader looks and does not decide", { skip }, async () => {
  const page = await openPage(browser, desk, "/sign-in");
  await enter(page, "Bo", PASSWORD);
  await page.waitForURL(`${desk.address}/`);
  await page.goto(`${desk.address}/review`);
  await page.waitForSelector("mark.own");
  assert.equal(await page.locator("main button:has-text('Accept')").count(), 0);
  await page.keyboard.press("a");
  await page.click("header button:has-text('Sign out')");
  await page.waitForURL(/sign-in/);
  await page.context().close();
});

test("an admin lets someone in", { skip }, async () => {
  const page = await openPage(browser, desk, "/sign-in");
  await enter(page, "Ana", PASSWORD);
  await page.waitForURL(`${desk.address}/`);
  await page.click("a[href='/users']");
  await page.waitForSelector("form h2");
  await page.fill("form:has(h2:has-text('Let someone in')) input >> nth=0", "Chen");
  await page.fill("form:has(h2:has-text('Let someone in')) input[type=password]", PASSWORD);
  await page.click("form button.main");
  await page.waitForSelector("td:has-text('Chen')");
  await shot(page, "users");
  assert.deepEqual(await seriousViolations(page), []);
  await page.context().close();
});
