// What the pages of wording get from the interface.

import type { AccountBrief } from "../shared/types";

export type Use = {
  account: string;
  id: string;
  date: string | null;
  issuer: string;
  voice: string[];
  span: [number, number];
  before: string;
  quote: string;
  after: string;
};
export type Variant = {
  wording: string;
  uses: number;
  accounts: number;
  first: string | null;
  last: string | null;
  came: string[];
  dropped: string[];
  items: string[];
};
export type Summary = {
  formulation: string;
  concept: string | null;
  uses: number;
  accounts: number;
  of: number;
  first: Use | null;
  last: Use | null;
  issuers: [string, number][];
  variants: Variant[];
};
export type Candidate = {
  phrase: string;
  language: string;
  uses: number;
  accounts: number;
  first: string | null;
  last: string | null;
  score: number;
};
export type WordingPage = {
  accounts: number;
  issuers: [string, number][];
  rows: Summary[];
  found: Candidate[];
  more: number;
};
export type Cell = { period: string | null; uses: number; accounts: number; of: number };
export type History = Summary & {
  by: string;
  phrase: string;
  wordings: string[];
  periods: { lines: { issuer: string; cells: Cell[] }[] };
  before: { words: string; uses: number }[];
  after: { words: string; uses: number }[];
  near: Variant[];
  company: { formulation: string; together: number; accounts: number; expected: number; likelihood: number }[];
  list: Use[];
  more: number;
  concept_of: null;
  issuers: [string, number][];
};
export type Turned = {
  formulation: string;
  concept: string | null;
  use: Use;
  accounts: number;
  of: number;
  silent: number;
  chance: number;
};
export type Habit = {
  class: string;
  name: string;
  with: number;
  of: number;
  low: number;
  high: number;
  last: { account: string; date: string | null };
  quote: string;
};
export type TurnedPage = {
  since: string | null;
  issuers: [string, number][];
  new: Turned[];
  gone: Turned[];
  account: AccountBrief | null;
  unsaid: { counterpart: string; against: unknown[]; enough: boolean; kept: Habit[]; missing: Habit[] }[];
  least: number;
  accounts: AccountBrief[];
};

/** Where a use stands, in the reader. */
export const placeOf = (use: Use) => `/accounts/${use.id}#s=${use.span[0]}-${use.span[1]}`;
/** The history of a phrase. */
export const historyOf = (term: string) => `/wording/history?term=${encodeURIComponent(term)}`;
