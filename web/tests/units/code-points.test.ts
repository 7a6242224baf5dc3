import fc from "fast-check";
import { expect, test } from "vitest";
import { CodePoints } from "../../src/lib/text/code-points";

test("places go there and back over any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const points = new CodePoints(text);
      const all = [...text];
      expect(points.length).toBe(all.length);
      for (let place = 0; place <= all.length; place += 1) {
        expect(points.toUnit(place)).toBe(all.slice(0, place).join("").length);
        expect(points.toPoint(points.toUnit(place))).toBe(place);
      }
    }),
  );
});

test("a span cuts the characters it names", () => {
  const points = new CodePoints("甲𠮷乙𫖯丙");
  expect(points.cut([1, 3])).toBe("𠮷乙");
  expect(points.cut([3, 5])).toBe("𫖯丙");
  expect(points.toPoint(2)).toBe(1);
});
