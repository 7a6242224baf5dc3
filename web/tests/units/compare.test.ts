import { expect, test } from "vitest";
import { paragraphsOf } from "../../src/pages/compare/marks";
import { type Comparison, counts, linesOf, rowsOf, type Statement, shownOf } from "../../src/pages/compare/model";

function statement(account: number, id: string, span: [number, number]): Statement {
  return {
    account,
    id,
    kind: "commitment",
    span,
    quote: id,
    voice: [],
    parties: [],
    areas: [`area-${id}`],
    unconfirmed_by: [],
  };
}

const [a1, a2, b1, b2, c1] = [
  statement(0, "a1", [0, 3]),
  statement(0, "a2", [4, 6]),
  statement(1, "b1", [0, 2]),
  statement(1, "b2", [5, 9]),
  statement(2, "c1", [0, 1]),
] as const;
const link = (a: Statement, b: Statement, relation: "same" | "differs") => ({
  relation,
  confidence: 0.8,
  decided: false,
  a,
  b,
  differences: [{ what: "number", a: "1", b: "2" }],
  reasons: [],
});
const comparison = {
  accounts: [0, 1, 2].map((index) => ({
    id: `${index}`,
    title: null,
    language: null,
    date: null,
    side: [],
    entries: 2,
    balance: [],
  })),
  links: [link(a1, b2, "differs"), link(b2, c1, "same")],
  only: [a2, b1],
  confirmed: [],
  repeats: [],
} satisfies Comparison;

test("two of the accounts have their links, and each what it says alone", () => {
  const lines = linesOf(comparison, 0, 1);
  expect(lines.map((line) => line.key)).toEqual(["b1", "a1:b2", "a2"]);
  expect(counts(lines)).toEqual({ all: 3, "only-a": 1, "only-b": 1, differs: 1, same: 0 });
  expect(shownOf(lines, "only-b", "", "").map((line) => line.key)).toEqual(["b1"]);
  expect(shownOf(lines, "all", "area-b2", "").map((line) => line.key)).toEqual(["a1:b2"]);
});

test("turned around, differences are turned too", () => {
  const [line] = linesOf(comparison, 1, 0).filter((one) => one.link);
  expect(line?.a?.id).toBe("b2");
  expect(line?.link?.differences[0]).toEqual({ what: "number", a: "2", b: "1" });
});

test("what is linked over several accounts is one row", () => {
  const rows = rowsOf(comparison);
  expect(rows[0]?.cells.map((cell) => cell?.id ?? null)).toEqual(["a1", "b2", "c1"]);
  expect(rows[0]?.differs).toBe(true);
  expect(rows).toHaveLength(3);
});

test("a text is cut at its statements by characters, and nothing is lost", () => {
  const text = {
    id: "0",
    text: "𝒜bc de",
    issuer: null,
    paragraphs: [{ span: [0, 6] as [number, number], role: "body" }],
    voices: [],
  };
  const [paragraph] = paragraphsOf(text, linesOf(comparison, 0, 1), "a");
  expect(paragraph?.pieces.map((piece) => piece.text)).toEqual(["𝒜bc", " ", "de"]);
  expect(paragraph?.pieces.map((piece) => piece.lines.map((line) => line.key))).toEqual([["a1:b2"], [], ["a2"]]);
});
