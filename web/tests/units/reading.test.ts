import { expect, test } from "vitest";
import { layersOf } from "../../src/lib/reading/sheet";
import { movedPlace, movedSpan, wordsAt } from "../../src/lib/reading/span";

const english = [
  { start: 0, text: "Both sides agreed." },
  { start: 19, text: "They will meet again." },
];
const chinese = [{ start: 5, text: "双方同意𠮷林会谈。" }];

test("overlapping entries are painted in layers, and those apart in the first", () => {
  const check = (spans: number[][], layers: number[]) => expect(layersOf(spans)).toEqual(layers);
  check([], []);
  check(
    [
      [0, 4],
      [4, 8],
    ],
    [0, 0],
  );
  check(
    [
      [0, 9],
      [2, 4],
      [5, 7],
    ],
    [0, 1, 1],
  );
  check(
    [
      [0, 9],
      [1, 9],
      [2, 9],
      [3, 9],
    ],
    [0, 1, 2, 2],
  );
});

test("the words follow the span, over wide characters and paragraphs", () => {
  expect(wordsAt(english, [5, 17])).toBe("sides agreed");
  expect(wordsAt(english, [11, 23])).toBe("agreed.\nThey");
  expect(wordsAt(chinese, [9, 11])).toBe("𠮷林");
});

test("an end moves by characters and by words, and stays within the paragraphs", () => {
  expect(movedPlace(english, 17, 1, "character", "en")).toBe(18);
  expect(movedPlace(english, 17, -1, "word", "en")).toBe(11);
  expect(movedPlace(english, 17, 1, "word", "en")).toBe(19);
  expect(movedPlace(english, 40, 1, "character", "en")).toBe(40);
  expect(movedPlace(english, 0, -1, "word", "en")).toBe(0);
  expect(movedPlace(chinese, 5, 1, "word", "zh")).toBeGreaterThan(5);
});

test("a span keeps a character", () => {
  expect(movedSpan(english, [5, 6], "end", -1, "character", "en")).toEqual([5, 6]);
  expect(movedSpan(english, [5, 6], "start", 1, "word", "en")).toEqual([5, 6]);
  expect(movedSpan(english, [5, 17], "start", -1, "word", "en")).toEqual([4, 17]);
});
