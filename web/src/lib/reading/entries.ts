/** Entries as the reader and the review go through them. */

import type { Schemas } from "../api/client";

/** An entry as it stands. */
export type Entry = Schemas["EntryView"];

/** Whether an entry counts: it was not rejected, replaced or withdrawn. */
export function counts(entry: Entry): boolean {
  return entry.state === "proposed" || entry.state === "accepted" || entry.state === "edited";
}

/** Whose an entry is: who is bound, holds, asks or is asked, acts, takes part. */
export function whose(entry: Entry): string[] {
  const all = [entry.parties, entry.holder, entry.from, entry.to, entry.actors, entry.participants].flatMap(
    (one) => one ?? [],
  );
  return [...new Set(all)];
}

/** The state or group of an actor: `XAL` of `XAL/dana-orlec`. */
export function stateOf(actor: string): string {
  return actor.startsWith("?/") ? actor.slice(2) : (actor.split("/")[0] ?? actor);
}

/** What of an account is wanted; empty takes all. */
export interface Wanted {
  kinds: string[];
  party: string;
  voice: string;
  rejected: boolean;
}

/** The entries that are wanted. */
export function wantedOf(entries: Entry[], wanted: Wanted): Entry[] {
  return entries.filter(
    (entry) =>
      (wanted.rejected || counts(entry)) &&
      (wanted.kinds.length === 0 || wanted.kinds.includes(entry.kind)) &&
      (!wanted.party || whose(entry).some((actor) => stateOf(actor) === wanted.party)) &&
      (!wanted.voice || entry.voice?.includes(wanted.voice)),
  );
}

/** A voice as it is written: who says, to the last who is said to say. */
export function voiceKey(voice: string[]): string {
  return voice.join(" › ");
}
