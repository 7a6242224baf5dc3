// What a comparison is for a page: statements, links between them, and the groups they make over several accounts.

export type Difference = { what: string; a: string | null; b: string | null };
export type Reason = { what: string; shared: string; a: string; b: string };
export type Statement = {
  account: number;
  id: string;
  kind: string;
  span: [number, number];
  quote: string;
  voice: string[];
  parties: string[];
  areas: string[];
  unconfirmed_by: string[];
};
export type Link = {
  relation: "same" | "differs";
  confidence: number;
  decided: boolean;
  a: Statement;
  b: Statement;
  differences: Difference[];
  reasons: Reason[];
};
export type Balance = { area: string; entries: number; share: number; first: number };
export type ComparedAccount = {
  id: string;
  title: string | null;
  language: string | null;
  date: string | null;
  side: string[];
  entries: number;
  balance: Balance[];
};
export type Comparison = {
  accounts: ComparedAccount[];
  links: Link[];
  only: Statement[];
  confirmed: { claim: string; side: string; by: string; relation: string }[];
  repeats: { account: number; entries: string[] }[];
};
export type Text = {
  id: string;
  text: string;
  issuer: string | null;
  paragraphs: { span: [number, number]; role: string }[];
  voices: { span: [number, number]; voice: string[] }[];
};
export type ComparePage = { dossier: { id: string; name: string } | null; texts: Text[]; comparison: Comparison };

export const SHOWN = ["all", "only-a", "only-b", "differs", "same"] as const;
export type Shown = (typeof SHOWN)[number];

/** A line of the list: a link, or a statement that only one of the two accounts has. */
export type Line = {
  key: string;
  show: Exclude<Shown, "all">;
  link: Link | null;
  a: Statement | null;
  b: Statement | null;
};

/** The lines of two accounts of a comparison, in the order of the first account; what only the second has comes where it stands there. */
export function linesOf(comparison: Comparison, a: number, b: number): Line[] {
  const lines: Line[] = [];
  const linked = new Set<string>();
  for (const link of comparison.links) {
    const [one, other] = link.a.account === a ? [link.a, link.b] : [link.b, link.a];
    if (one.account !== a || other.account !== b) continue;
    const turned = one === link.a ? link : turn(link);
    linked.add(one.id);
    linked.add(other.id);
    lines.push({ key: `${one.id}:${other.id}`, show: link.relation, link: turned, a: one, b: other });
  }
  for (const statement of statementsOf(comparison)) {
    if (linked.has(statement.id)) continue;
    if (statement.account === a) lines.push({ key: statement.id, show: "only-a", link: null, a: statement, b: null });
    if (statement.account === b) lines.push({ key: statement.id, show: "only-b", link: null, a: null, b: statement });
  }
  return inStep(lines);
}

/** Every statement once. */
export function statementsOf(comparison: Comparison): Statement[] {
  const all = new Map<string, Statement>();
  for (const link of comparison.links) {
    all.set(link.a.id, link.a);
    all.set(link.b.id, link.b);
  }
  for (const statement of comparison.only) all.set(statement.id, statement);
  return [...all.values()];
}

function turn(link: Link): Link {
  return {
    ...link,
    a: link.b,
    b: link.a,
    differences: link.differences.map((one) => ({ what: one.what, a: one.b, b: one.a })),
    reasons: link.reasons.map((one) => ({ ...one, a: one.b, b: one.a })),
  };
}

/** Lines by where they stand in the first account; those of the second alone follow the linked one before them there. */
function inStep(lines: Line[]): Line[] {
  const linked = lines.filter((line) => line.a && line.b).sort((x, y) => start(x.b) - start(y.b));
  const place = (line: Line): [number, number] => {
    if (line.a) return [line.a.span[0], 0];
    const before = linked.filter((other) => start(other.b) <= start(line.b)).at(-1);
    return [before?.a ? before.a.span[0] : -1, 1 + start(line.b)];
  };
  return lines
    .map((line) => ({ line, at: place(line) }))
    .sort((x, y) => x.at[0] - y.at[0] || x.at[1] - y.at[1])
    .map(({ line }) => line);
}

function start(statement: Statement | null): number {
  return statement ? statement.span[0] : 0;
}

/** How many lines there are of each sort. */
export function counts(lines: Line[]): Record<Shown, number> {
  const found: Record<Shown, number> = { all: lines.length, "only-a": 0, "only-b": 0, differs: 0, same: 0 };
  for (const line of lines) found[line.show] += 1;
  return found;
}

/** Lines that a filter leaves. */
export function shownOf(lines: Line[], show: Shown, area: string, kind: string): Line[] {
  const has = (line: Line, test: (statement: Statement) => boolean) =>
    [line.a, line.b].some((one) => one !== null && test(one));
  return lines.filter(
    (line) =>
      (show === "all" || line.show === show) &&
      (!area || has(line, (one) => one.areas.includes(area))) &&
      (!kind || has(line, (one) => one.kind === kind)),
  );
}

/** Values of a field of statements, the most frequent first. */
export function valuesOf(lines: Line[], of: (statement: Statement) => string[]): string[] {
  const found = new Map<string, number>();
  for (const line of lines) {
    const values = new Set([line.a, line.b].flatMap((one) => (one ? of(one) : [])));
    for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return [...found].sort((x, y) => y[1] - x[1] || x[0].localeCompare(y[0])).map(([value]) => value);
}

/** A row of the matrix: what accounts say of one thing, by account. */
export type Row = { key: string; cells: (Statement | null)[]; differs: boolean; areas: string[]; kind: string };

/** Statements that are linked with one another, over all accounts; those that more accounts have come first. */
export function rowsOf(comparison: Comparison): Row[] {
  const statements = statementsOf(comparison);
  const group = new Map<string, string>(statements.map((one) => [one.id, one.id]));
  const root = (id: string): string => {
    let at = id;
    for (let next = group.get(at); next !== undefined && next !== at; next = group.get(at)) at = next;
    return at;
  };
  const differing = new Set<string>();
  for (const link of comparison.links) group.set(root(link.b.id), root(link.a.id));
  for (const link of comparison.links) if (link.relation === "differs") differing.add(root(link.a.id));
  const rows = new Map<string, Row>();
  for (const one of statements.sort((x, y) => x.account - y.account || x.span[0] - y.span[0])) {
    const key = root(one.id);
    const row = rows.get(key) ?? {
      key,
      cells: comparison.accounts.map(() => null),
      differs: differing.has(key),
      areas: one.areas,
      kind: one.kind,
    };
    row.cells[one.account] ??= one;
    rows.set(key, row);
  }
  const many = (row: Row) => row.cells.filter((cell) => cell !== null).length;
  return [...rows.values()].sort((x, y) => many(y) - many(x));
}
