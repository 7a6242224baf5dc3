// What the pages of follow-through get from the interface.

import type { EntryLine, Reason } from "../shared/types";

export type DueRow = EntryLine & {
  owner: string | null;
  status: string;
  due: string | null;
  due_was_set: boolean;
  days_over: number | null;
};
export type Due = { day: string; groups: { nearness: string; count: number; rows: DueRow[] }[] };
export type Amount = { value: number; unit: string };
export type Evidence = {
  evidence: string;
  entry: string;
  account: string;
  span: [number, number];
  quote: string;
  date: string;
  direction: "for" | "against";
  party: string | null;
  amount: Amount | null;
  note: string;
};
export type Signed = { score: number | null; rationale: string; coder: string; time: string };
export type Average = { n: number; mean: number; percent: number };
export type Target = {
  target: number;
  unit: string;
  of: string | null;
  sum: number;
  percent: number | null;
  sum_without_doubles: number;
  percent_without_doubles: number | null;
  counted: { evidence: string; date: string; amount: Amount; doubts: unknown[] }[];
  not_counted: { evidence: string; date: string; reason: string }[];
};
export type FollowUp = {
  entry: {
    id: string;
    kind: string;
    quote: string;
    parties?: string[];
    from?: string[];
    to?: string[];
    areas: string[];
    window?: { end: string | null; text: string | null } | null;
    modality?: string;
  };
  state: string;
  account: { id: string; title: string | null; date: string | null; side: string[]; language: string | null };
  due: string | null;
  follow: {
    owner: string | null;
    due: string | null;
    status: string;
    history: { status: string; on: string; author: string; reason: string }[];
  };
  evidence: Evidence[];
  scores: {
    rows: { party: string; interim: Signed | null; final: Signed | null }[];
    averages: { interim: Average | null; final: Average | null };
  };
  thread: {
    entries: EntryLine[];
    steps: {
      from: string;
      to: string;
      relation: string;
      changes: { what: string; from: string | null; to: string | null }[];
    }[];
  } | null;
  notes: { note: string; text: string }[];
  progress: Target[];
};
export type EvidenceSuggestion = EntryLine & {
  span: [number, number];
  day: string | null;
  amount: Amount | null;
  score: number;
  reasons: Reason[];
};
export type LinkSuggestion = {
  from: EntryLine;
  to: EntryLine | null;
  account: string;
  date: string | null;
  relation: string;
  score: number;
  reasons: Reason[];
};
export type Suggestions = {
  evidence: { suggestions: EvidenceSuggestion[]; compared: number };
  links: LinkSuggestion[];
};

export const STATUSES = ["open", "in_progress", "met", "partly_met", "not_met", "lapsed", "withdrawn"];
