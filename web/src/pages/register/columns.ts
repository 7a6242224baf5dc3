import type { Schemas } from "../../lib/api/client";
import { day, word } from "../../lib/i18n.svelte";
import { areaName } from "../../lib/names";

type Row = Schemas["RegisterRow"];

/** A column of the register. */
export interface Column {
  name: string;
  /** Whether the register can be sorted by it. */
  sorts?: "date" | "kind" | "state";
  text: (row: Row) => string;
}

function window(row: Row): string {
  const found = row.entry.window ?? row.entry.when;
  if (!found) return "";
  const [start, end] = [found.start ?? "", found.end ?? ""];
  return start || end ? (start === end ? start : `${start} – ${end}`) : (found.length ?? "");
}

/** How firm, with which stance, how far. */
function manner({ entry }: Row): string {
  if (entry.modality) return word("modality", entry.modality);
  return entry.stance ? word("stance", entry.stance) : word("status", entry.status ?? "");
}

/** The columns that there are, in their order. */
export const COLUMNS: Column[] = [
  { name: "kind", sorts: "kind", text: (row) => word("kind", row.entry.kind) },
  { name: "quote", text: (row) => row.entry.quote },
  {
    name: "parties",
    text: (row) =>
      (
        row.entry.parties ??
        row.entry.holder ??
        row.entry.from ??
        row.entry.actors ??
        row.entry.participants ??
        []
      ).join(", "),
  },
  { name: "areas", text: (row) => (row.entry.areas ?? []).map(areaName).join(", ") },
  { name: "date", sorts: "date", text: (row) => day(row.account.date) },
  { name: "side", text: (row) => row.account.side.join(" ") },
  { name: "state", sorts: "state", text: (row) => word("state", row.entry.state) },
  { name: "voice", text: (row) => (row.entry.voice ?? []).join(" › ") },
  { name: "window", text: window },
  { name: "modality", text: manner },
  { name: "unconfirmed_by", text: (row) => (row.entry.unconfirmed_by ?? []).join(", ") },
  { name: "rule", text: (row) => row.entry.rule ?? "" },
  { name: "confidence", text: (row) => (row.entry.confidence ?? 1).toFixed(2) },
  { name: "account", text: (row) => row.account.title ?? "" },
];

/** Those that are shown until someone chooses others. */
export const FIRST = ["kind", "quote", "parties", "areas", "date", "side", "state"];
