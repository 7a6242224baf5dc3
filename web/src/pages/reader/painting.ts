/**
 * Painting entries over a text without touching it: ranges in the browser's highlight registry, so that spans may overlap and
 * nest as they do in what people say.
 */

import type { Schemas } from "../../lib/api/client";
import { CodePoints } from "../../lib/text/code-points";

type Span = [number, number];

/** Layers of entries that can be told apart where they overlap. */
const LAYERS = 3;

/** A paragraph as it stands on the page. */
export interface Shown {
  /** Where it begins and ends in the text, in code points. */
  span: Span;
  text: string;
  role: string;
}

/** Finds text nodes and offsets for places of the text. */
export class Places {
  private readonly points = new Map<number, CodePoints>();

  constructor(
    private readonly paragraphs: Shown[],
    private readonly node: (index: number) => Text | undefined,
  ) {}

  /** The paragraph that a place is in, or the one before it. */
  paragraph(place: number): number {
    let low = 0;
    let high = this.paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.paragraphs[middle]?.span[0] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private converter(index: number): CodePoints {
    const known = this.points.get(index);
    if (known) return known;
    const made = new CodePoints(this.paragraphs[index]?.text ?? "");
    this.points.set(index, made);
    return made;
  }

  /** Where a span begins and ends on the page; nothing where its words are not there. */
  private ends([start, end]: Span): StaticRangeInit | undefined {
    const [first, last] = [this.paragraph(start), this.paragraph(Math.max(start, end - 1))];
    const [from, to] = [this.node(first), this.node(last)];
    if (!from || !to) return undefined;
    return {
      startContainer: from,
      startOffset: this.unit(first, start, from),
      endContainer: to,
      endOffset: this.unit(last, end, to),
    };
  }

  /** The range of a span. The browser does not keep it up to date, so there may be thousands. */
  still(span: Span): StaticRange | undefined {
    const ends = this.ends(span);
    return ends && new StaticRange(ends);
  }

  /** The range of a span, which can be measured. */
  range(span: Span): Range | undefined {
    const ends = this.ends(span);
    if (!ends) return undefined;
    const range = document.createRange();
    range.setStart(ends.startContainer, ends.startOffset);
    range.setEnd(ends.endContainer, ends.endOffset);
    return range;
  }

  private unit(index: number, place: number, node: Text): number {
    const unit = this.converter(index).toUnit(place - (this.paragraphs[index]?.span[0] ?? 0));
    return Math.min(unit, node.length);
  }

  /** The place of a text node's offset. */
  place(index: number, unit: number): number {
    return (this.paragraphs[index]?.span[0] ?? 0) + this.converter(index).toPoint(unit);
  }
}

/** Paints entries by kind; those within others on the next layer. */
export function paint(entries: Schemas["EntryView"][], places: Places): void {
  const painted = new Map<string, Highlight>();
  const ends: number[] = [];
  const add = (name: string, span: Span, priority: number) => {
    const range = places.still(span);
    if (!range) return;
    const highlight = painted.get(name) ?? new Highlight();
    highlight.priority = priority;
    highlight.add(range);
    painted.set(name, highlight);
  };
  const inOrder = [...entries].sort((a, b) => start(a) - start(b) || end(b) - end(a));
  for (const entry of inOrder) {
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= start(entry)) ends.pop();
    const layer = Math.min(ends.length, LAYERS - 1);
    ends.push(end(entry));
    add(`${entry.kind}-${layer}`, [start(entry), end(entry)], layer);
    if (entry.unconfirmed_by?.length) add("unconfirmed", [start(entry), end(entry)], LAYERS);
    if (entry.flags?.includes("damaged")) add("damage", [start(entry), end(entry)], LAYERS + 1);
  }
  for (const name of [...CSS.highlights.keys()]) if (name !== "shown") CSS.highlights.delete(name);
  for (const [name, highlight] of painted) CSS.highlights.set(name, highlight);
}

/** Marks places of doubt. */
export function paintDoubts(warnings: Schemas["Warning"][], places: Places): void {
  const ranges = warnings.map((one) => places.still(one.span as Span)).filter((range) => range !== undefined);
  const known = CSS.highlights.get("damage") ?? new Highlight();
  for (const range of ranges) known.add(range);
  if (known.size > 0) CSS.highlights.set("damage", known);
}

/** Marks the words that are chosen; nothing when there are none. */
export function paintShown(range: Range | undefined): void {
  if (!range) {
    CSS.highlights.delete("shown");
    return;
  }
  const highlight = new Highlight(range);
  highlight.priority = LAYERS + 2;
  CSS.highlights.set("shown", highlight);
}

/** Takes all paint away. */
export function clear(): void {
  CSS.highlights.clear();
}

function start(entry: Schemas["EntryView"]): number {
  return entry.span[0] ?? 0;
}

function end(entry: Schemas["EntryView"]): number {
  return entry.span[1] ?? 0;
}
