// What the pages of coding get from the interface.

import type { AccountBrief } from "../shared/types";

export type Packet = { id: string; coder: string; accounts: AccountBrief[]; entries: number | null };
export type Estimate = { value: number; interval: { low: number; high: number } | null } | null;
export type Figures = {
  units: number;
  observed: Estimate;
  kappa: Estimate;
  alpha: Estimate;
  ac1: Estimate;
  prevalence: { category: string; share: number }[];
};
export type Said = { coder: string; span: [number, number] | null; kind: string | null };
export type Disagreement = {
  account: string;
  span: [number, number];
  said: Said[];
  differs: { field: string; kind: string | null; values: (string | null)[] }[];
};
export type Place = { account: AccountBrief; span: [number, number]; before: string; quote: string; after: string };
export type CodingPage = {
  packets: Packet[];
  agreement: {
    coders: string[];
    units: number;
    kind: Figures;
    by_kind: { kind: string; figures: Figures }[];
    by_field: { kind: string; field: string; figures: Figures }[];
    disagreements: Disagreement[];
  } | null;
  why_not: string | null;
  places: Place[];
};
export type CodedEntry = { id: string; kind: string; span: [number, number]; quote: string };
export type PacketPage = { packet: Packet; codings: { account: string; entries: CodedEntry[] }[] };
