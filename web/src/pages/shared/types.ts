// What several pages get from the interface.

export type AccountBrief = {
  id: string;
  title: string | null;
  date: string | null;
  side: string[];
  language: string | null;
};

export type EntryLine = {
  entry: string;
  kind: string;
  state: string;
  account: string;
  date: string | null;
  title: string | null;
  quote: string;
  parties: string[];
  areas: string[];
};

export type Reason = { shared: string; points: number; text: string };
