/**
 * Words on a page and their places in the account.
 *
 * A sheet is an element whose paragraphs carry `data-start` and `data-end`, the code points where their text begins and
 * ends, and hold one text node each. Spans become ranges of those nodes, which the browser paints as highlights: the text itself is never cut up, so it
 * stays selectable, searchable and fast however many entries overlap.
 */

import { CodePoints } from "../text/code-points";

/** `[start, end)` in code points of the account. */
export type Span = number[];

interface Line {
  start: number;
  end: number;
  node: Text;
  /** Made when a place of the paragraph is first asked for. */
  points: CodePoints | undefined;
}

function pointsOf(line: Line): CodePoints {
  line.points ??= new CodePoints(line.node.data);
  return line.points;
}

/** Layers in which overlapping entries are told apart: a ground, a line, a double line. */
export const LAYERS = 3;

/** The layer of each span, so that overlapping ones differ as far as there are layers; spans come in order of their start. */
export function layersOf(spans: Span[]): number[] {
  const ends: number[] = new Array(LAYERS).fill(-1);
  return spans.map(([start = 0, end = 0]) => {
    const free = ends.findIndex((other) => other <= start);
    const layer = free < 0 ? LAYERS - 1 : free;
    ends[layer] = Math.max(ends[layer] ?? -1, end);
    return layer;
  });
}

/** The paragraphs of an element with their places. */
export class Sheet {
  private readonly lines: Line[] = [];

  constructor(element: HTMLElement) {
    for (const one of element.querySelectorAll<HTMLElement>("[data-start]")) {
      const node = one.firstChild;
      if (!(node instanceof Text)) continue;
      this.lines.push({ start: Number(one.dataset.start), end: Number(one.dataset.end), node, points: undefined });
    }
  }

  /** The ranges that a span covers, one for each paragraph that it touches. */
  ranges([start = 0, end = 0]: Span): StaticRange[] {
    const found: StaticRange[] = [];
    for (let at = this.firstAfter(start); at < this.lines.length; at += 1) {
      const line = this.lines[at];
      if (!line || line.start >= end) break;
      const from = pointsOf(line).toUnit(Math.max(start - line.start, 0));
      const to = pointsOf(line).toUnit(Math.min(end, line.end) - line.start);
      found.push(
        new StaticRange({ startContainer: line.node, startOffset: from, endContainer: line.node, endOffset: to }),
      );
    }
    return found;
  }

  /** The element that a place stands in. */
  elementAt(point: number): HTMLElement | undefined {
    return this.lines[this.firstAfter(point)]?.node.parentElement ?? undefined;
  }

  /** The code point under a place of the window. */
  pointAt(x: number, y: number): number | undefined {
    const caret = document.caretPositionFromPoint?.(x, y);
    return caret ? this.pointOf(caret.offsetNode, caret.offset) : undefined;
  }

  /** The words that are selected, without white space at their ends. */
  selected(): Span | undefined {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
    const range = selection.getRangeAt(0);
    let first: number | undefined;
    let last: number | undefined;
    for (const line of this.lines) {
      if (!range.intersectsNode(line.node)) continue;
      const from = range.startContainer === line.node ? range.startOffset : 0;
      const to = range.endContainer === line.node ? range.endOffset : line.node.data.length;
      const words = line.node.data.slice(from, to);
      if (!words.trim()) continue;
      const lead = words.length - words.trimStart().length;
      first ??= line.start + pointsOf(line).toPoint(from + lead);
      last = line.start + pointsOf(line).toPoint(from + words.trimEnd().length);
    }
    return first !== undefined && last !== undefined && last > first ? [first, last] : undefined;
  }

  private pointOf(node: Node, offset: number): number | undefined {
    const line = this.lines.find((one) => one.node === node);
    return line && line.start + pointsOf(line).toPoint(offset);
  }

  private firstAfter(point: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.end ?? 0) <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Paints ranges under a name of `highlights.css`; nothing takes the paint away. */
export function paint(name: string, ranges: StaticRange[], priority = 0): void {
  if (!("highlights" in CSS)) return;
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/** Takes all paint away. */
export function wipe(): void {
  if ("highlights" in CSS) CSS.highlights.clear();
}
