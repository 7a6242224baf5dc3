// What the pages of dossiers get from the interface.

import type { AccountBrief, EntryLine } from "../shared/types";

export type Dossier = {
  id: string;
  name: string;
  about: "event" | "relationship";
  states: string[];
  accounts: AccountBrief[];
};
export type Suggested = {
  accounts: AccountBrief[];
  suggestion: { states: string[]; from: string; to: string; places: string[]; why: string };
};
export type DossiersPage = { rows: Dossier[]; suggested: Suggested[] };
export type Progress = { account: AccountBrief; proposed: number; accepted: number; edited: number; rejected: number };
export type DossierPage = { dossier: Dossier; progress: Progress[] };

export type Engagement = {
  from: string | null;
  to: string | null;
  of_account: boolean;
  entry: {
    id: string;
    type?: string;
    status?: string;
    participants?: string[];
    place?: string;
    quote: string;
    count?: number;
    state: string;
  };
  account: AccountBrief;
};
export type Timeline = { day: string; rows: Engagement[] };

export type MechanismReport = EntryLine & { status: string | null };
export type Mechanism = {
  name: string;
  parties: string[];
  status: string | null;
  reports: (EntryLine & { status: string | null })[];
};

export type ListItem = EntryLine & {
  status: string | null;
  why: string;
  due: string | null;
  days_over: number | null;
  owner: string | null;
  said: number;
};
export type ListChange = EntryLine & { from: string | null; to: string | null; why: string };
export type Lists = {
  day: string;
  cooperation: ListItem[];
  problems: ListItem[];
  changes: { since: string; came: ListChange[]; moved: ListChange[]; left: ListChange[] } | null;
};
export type Tally = {
  claim: EntryLine;
  type: string | null;
  claimed: number;
  from: string | null;
  to: string | null;
  on_record: number;
  missing: number;
  beyond: number;
  records: { from: string; to: string; parties: string[]; sources: EntryLine[] }[];
  vague: EntryLine[];
  text: string;
};
