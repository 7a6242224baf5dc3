/** Spans that a person moves over the paragraphs that are shown. */

import { CodePoints } from "../text/code-points";
import type { Span } from "./sheet";

/** A paragraph with where it begins, in code points of the account. */
export interface Passage {
  start: number;
  text: string;
}

/** How far a place is moved: by a character or by a word. */
export type Step = "character" | "word";

/** The words at a span; those of several paragraphs stand on lines of their own. */
export function wordsAt(passages: Passage[], [start = 0, end = 0]: Span): string {
  const words: string[] = [];
  for (const passage of passages) {
    const points = new CodePoints(passage.text);
    if (passage.start >= end || passage.start + points.length <= start) continue;
    words.push(points.cut([start - passage.start, end - passage.start]));
  }
  return words.join("\n");
}

/** The places where words begin and end, in order. */
function wordPlaces(passages: Passage[], language: string | undefined): number[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const places = new Set<number>();
  for (const passage of passages) {
    const points = new CodePoints(passage.text);
    for (const one of segmenter.segment(passage.text)) {
      if (!one.isWordLike) continue;
      places.add(passage.start + points.toPoint(one.index));
      places.add(passage.start + points.toPoint(one.index + one.segment.length));
    }
  }
  return [...places].sort((a, b) => a - b);
}

/** A place moved on or back, and kept within the paragraphs. */
export function movedPlace(
  passages: Passage[],
  place: number,
  by: 1 | -1,
  step: Step,
  language: string | undefined,
): number {
  const first = passages[0]?.start ?? 0;
  const last = passages.at(-1);
  const end = last ? last.start + new CodePoints(last.text).length : first;
  let to = place + by;
  if (step === "word") {
    const places = wordPlaces(passages, language);
    to = (by > 0 ? places.find((one) => one > place) : places.findLast((one) => one < place)) ?? place;
  }
  return Math.max(first, Math.min(to, end));
}

/** A span with one end moved; it keeps at least one character. */
export function movedSpan(
  passages: Passage[],
  [start = 0, end = 0]: Span,
  which: "start" | "end",
  by: 1 | -1,
  step: Step,
  language: string | undefined,
): Span {
  if (which === "start") return [Math.min(movedPlace(passages, start, by, step, language), end - 1), end];
  return [start, Math.max(movedPlace(passages, end, by, step, language), start + 1)];
}
