/**
 * The one converter between the offsets of the desk and those of the browser.
 *
 * The desk counts Unicode code points, as W3C's TextPositionSelector does; strings of the browser count UTF-16 units. A
 * character outside the basic plane (𠮷) is one of the former and two of the latter.
 */
export class CodePoints {
  readonly text: string;
  /** Places of the second halves of surrogate pairs, in code points that stand before them; in order. */
  private readonly wide: number[] = [];
  /** Code points of the text. */
  readonly length: number;

  constructor(text: string) {
    this.text = text;
    let points = 0;
    for (let unit = 0; unit < text.length; points += 1) {
      const point = text.codePointAt(unit) ?? 0;
      if (point > 0xffff) {
        this.wide.push(points);
        unit += 2;
      } else unit += 1;
    }
    this.length = points;
  }

  /** Wide characters before a place in code points. */
  private before(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A place in code points as one in UTF-16 units. */
  toUnit(point: number): number {
    const clamped = Math.max(0, Math.min(point, this.length));
    return clamped + this.before(clamped);
  }

  /** A place in UTF-16 units as one in code points; one within a pair stands before it. */
  toPoint(unit: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.toUnit(middle) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The words at a span of code points. */
  cut(span: [number, number] | number[]): string {
    return this.text.slice(this.toUnit(span[0] ?? 0), this.toUnit(span[1] ?? 0));
  }
}
