/**
 * A running desk over the bundled examples, and a browser to look at it with.
 *
 * `CHANCERY` names the program (default: the one that `cargo build` makes), `CHROMIUM` the browser, and with `SHOTS` every
 * picture taken stays in that folder. The tests are skipped with a printed reason where there is no browser.
 */

import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import { chromium } from "playwright-core";

const root = new URL("../../../", import.meta.url).pathname;
export const program =
  process.env.CHANCERY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "chancery");
const browserPath =
  process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const shots = process.env.SHOTS;

/** Why the pages cannot be looked at; false when they can. */
export const skip = !browserPath
  ? "there is no Chromium: install it, or name one in CHROMIUM"
  : !existsSync(program)
    ? `there is no program at ${program}: build it, or name one in CHANCERY`
    : false;
if (skip) console.log(`skipped: ${skip}`);

/** The widths at which pages are looked at. */
export const WIDTHS = [1440, 390];
export const LANGUAGES = ["en", "zh"];

const run = promisify(execFile);

/** Runs the program over a workspace. */
export async function chancery(workspace, ...given) {
  const { stdout } = await run(program, [...given, "--workspace", workspace, "--author", "Ana"], {
    maxBuffer: 1 << 26,
  });
  return stdout;
}

/** A desk over a workspace of its own: with the examples, or empty. */
export async function openDesk({ examples = true, serve = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "desk-"));
  const workspace = join(folder, "talks.db");
  const lexicon = ["--lexicon", join(root, "examples/lexicon")];
  if (examples)
    await chancery(workspace, "add", join(root, "examples/accounts"), join(root, "examples/series"), ...lexicon);
  const child = spawn(
    program,
    ["serve", "--listen", "0", "--workspace", workspace, "--author", "Ana", ...lexicon, ...serve],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const address = await new Promise((found, failed) => {
    let out = "";
    child.stdout.on("data", (part) => {
      out += part;
      if (out.includes("\n")) found(out.trim());
    });
    child.on("exit", (code) => failed(new Error(`the desk ended with ${code}: ${said}`)));
  });
  return {
    address,
    workspace,
    /** What the desk answers at a path. */
    async json(path, options) {
      const response = await fetch(`${address}${path}`, options);
      return await response.json();
    },
    async close() {
      const ended = new Promise((done) => child.once("exit", done));
      child.removeAllListeners("exit");
      child.once("exit", () => {});
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((done) => child.once("exit", done))]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser. */
export async function openBrowser() {
  return await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a desk in a language; what the browser complains about is collected in `page.complaints`. */
export async function openPage(
  browser,
  desk,
  path,
  { language = "en", width = 1440, height = 900, theme = "light" } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === "zh" ? "zh-CN" : "en-GB",
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  await context.addInitScript((kept) => {
    if (!localStorage.getItem("chancery.language")) localStorage.setItem("chancery.language", kept);
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  await page.goto(`${desk.address}${path}`);
  await settled(page);
  return page;
}

/** Waits until nothing on the page is loading. */
export async function settled(page) {
  await page.waitForFunction(
    () => document.querySelector("main h1, main h2") && !document.querySelector("[aria-busy=true]"),
  );
}

/** Takes a picture, where pictures are wanted. */
export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What axe-core finds on a page that is serious or worse. */
export async function seriousViolations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => await globalThis.axe.run(document));
  const bad = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  return bad.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

/** Whether the page is wider than the window. */
export async function isTooWide(page) {
  return await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}
