import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";

const folder = new URL("../../src/locales/", import.meta.url);

function ids(language: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(new URL(`${language}/`, folder))) {
    const resource = new FluentResource(readFileSync(new URL(`${language}/${file}`, folder), "utf8"));
    found.set(
      file,
      resource.body.map((message) => message.id),
    );
  }
  return found;
}

test("every word of the interface is there in both languages, once", () => {
  const [en, zh] = [ids("en"), ids("zh")];
  expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [file, words] of en) expect([...(zh.get(file) ?? [])].sort(), file).toEqual([...words].sort());
  const all = [...en.values()].flat();
  expect(all.length).toBeGreaterThan(20);
  expect(new Set(all).size).toBe(all.length);
});
