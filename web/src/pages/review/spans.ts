/** Moving the ends of a span by words, within the paragraphs that are shown. */

import { CodePoints } from "../../lib/text/code-points";

type Span = [number, number];
type Paragraph = { start: number; text: string };

/** Where words begin, or end, as the browser parts them. */
function bounds(paragraphs: Paragraph[], edge: "start" | "end", language: string): number[] {
  const found = new Set<number>();
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  for (const { start, text } of paragraphs) {
    const points = new CodePoints(text);
    for (const { index, segment } of segmenter.segment(text)) {
      if (!segment.trim()) continue;
      found.add(start + points.toPoint(edge === "start" ? index : index + segment.length));
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** A span with one end moved by a word; it keeps at least a word. */
export function moved(span: Span, edge: "start" | "end", by: -1 | 1, paragraphs: Paragraph[], language: string): Span {
  const places = bounds(paragraphs, edge, language);
  const from = edge === "start" ? span[0] : span[1];
  const to = by > 0 ? places.find((place) => place > from) : places.findLast((place) => place < from);
  if (to === undefined) return span;
  const next: Span = edge === "start" ? [to, span[1]] : [span[0], to];
  return next[0] < next[1] ? next : span;
}

/** Where an entry can be split: at the beginnings of its words. */
export function splits(span: Span, paragraphs: Paragraph[], language: string): { place: number; text: string }[] {
  const found: { place: number; text: string }[] = [];
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  for (const { start, text } of paragraphs) {
    const points = new CodePoints(text);
    for (const { index, segment, isWordLike } of segmenter.segment(text)) {
      const place = start + points.toPoint(index);
      if (isWordLike && place >= span[0] && place < span[1]) found.push({ place, text: segment });
    }
  }
  return found;
}

/** The words at a span. */
export function cut(span: Span, paragraphs: Paragraph[]): string {
  return paragraphs
    .map(({ start, text }) => new CodePoints(text).cut([span[0] - start, span[1] - start]))
    .filter(Boolean)
    .join("\n");
}

/** A paragraph in pieces: what is of the entry, of another one, or of none. */
export function pieces(
  paragraph: Paragraph,
  span: Span,
  others: Span[],
): { text: string; own: boolean; other: boolean }[] {
  const points = new CodePoints(paragraph.text);
  const inside = (place: number) => Math.max(0, Math.min(points.length, place - paragraph.start));
  const places = new Set([0, points.length, inside(span[0]), inside(span[1])]);
  for (const [start, end] of others) {
    places.add(inside(start));
    places.add(inside(end));
  }
  const sorted = [...places].sort((a, b) => a - b);
  const found: { text: string; own: boolean; other: boolean }[] = [];
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    const [from, to] = [sorted[index] ?? 0, sorted[index + 1] ?? 0];
    const place = paragraph.start + from;
    const covers = ([start, end]: Span) => start <= place && place < end;
    found.push({ text: points.cut([from, to]), own: covers(span), other: others.some(covers) });
  }
  return found;
}
