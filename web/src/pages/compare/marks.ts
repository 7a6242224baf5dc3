// The text of an account cut into pieces at the spans of statements, so that each piece can be marked.

import type { Line, Statement, Text } from "./model";

/** A stretch of a paragraph; `lines` are the keys of the lines whose statement covers it. */
export type Piece = { text: string; lines: Line[]; first: Line[] };
export type Paragraph = { role: string; start: number; pieces: Piece[] };

/** Paragraphs with their pieces. Spans are code points, half open; a piece knows which statements begin with it. */
export function paragraphsOf(text: Text, lines: Line[], side: "a" | "b"): Paragraph[] {
  const letters = Array.from(text.text);
  const marked = lines
    .map((line) => ({ line, statement: line[side] as Statement }))
    .filter(({ statement }) => statement !== null)
    .sort((x, y) => x.statement.span[0] - y.statement.span[0]);
  return text.paragraphs.map(({ span: [start, end], role }) => {
    const inside = marked.filter(({ statement }) => statement.span[0] < end && statement.span[1] > start);
    const edges = new Set([start, end]);
    for (const { statement } of inside) {
      edges.add(Math.max(start, statement.span[0]));
      edges.add(Math.min(end, statement.span[1]));
    }
    const bounds = [...edges].sort((x, y) => x - y);
    const pieces = bounds.slice(0, -1).map((from, index) => {
      const to = bounds[index + 1] ?? end;
      const covering = inside.filter(({ statement }) => statement.span[0] <= from && statement.span[1] >= to);
      return {
        text: letters.slice(from, to).join(""),
        lines: covering.map(({ line }) => line),
        first: covering.filter(({ statement }) => Math.max(start, statement.span[0]) === from).map(({ line }) => line),
      };
    });
    return { role, start, pieces };
  });
}
