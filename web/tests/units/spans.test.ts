import { expect, test } from "vitest";
import { cut, moved, pieces, splits } from "../../src/pages/review/spans";

const paragraphs = [{ start: 10, text: "Alvonia will buy 40 aircraft." }];

test("an end moves by a word and never past the other", () => {
  expect(moved([10, 22], "end", 1, paragraphs, "en")).toEqual([10, 26]);
  expect(cut([10, 26], paragraphs)).toBe("Alvonia will buy");
  expect(moved([10, 22], "end", -1, paragraphs, "en")).toEqual([10, 17]);
  expect(moved([18, 22], "end", -1, paragraphs, "en")).toEqual([18, 22]);
  expect(moved([10, 22], "start", -1, paragraphs, "en")).toEqual([10, 22]);
});

test("characters beyond the basic plane are counted once", () => {
  const wide = [{ start: 0, text: "𠮷方将购买飞机" }];
  expect(cut([0, 2], wide)).toBe("𠮷方");
  expect(pieces(wide[0] ?? { start: 0, text: "" }, [1, 3], []).map((piece) => piece.text)).toEqual([
    "𠮷",
    "方将",
    "购买飞机",
  ]);
});

test("an entry is split where its words begin", () => {
  expect(splits([10, 22], paragraphs, "en").map((one) => one.text)).toEqual(["Alvonia", "will"]);
});
