/** What states, groups and kinds are called. */

import { interfaceLanguage, word } from "./i18n.svelte";

type Names = Record<string, unknown>;

/** An actor as readings name it. */
export interface NamedActor {
  id: string;
  names: Names;
}

/** The kinds of entries with the letter that marks each. */
export const KINDS = {
  commitment: "C",
  understanding: "U",
  position: "P",
  request: "R",
  action: "A",
  engagement: "E",
  mechanism: "M",
  formulation: "F",
} as const;

/** A kind of entry. */
export type Kind = keyof typeof KINDS;

/** Whether a word is a kind of entry. */
export function isKind(word: string): word is Kind {
  return word in KINDS;
}

/** The name of an actor in the language of the interface, else in any, else its id. */
export function actorName(id: string, actors: NamedActor[]): string {
  const names = actors.find((actor) => actor.id === id)?.names ?? {};
  const name = names[interfaceLanguage.language] ?? names.en ?? Object.values(names)[0];
  return typeof name === "string" ? name : id.replace(/^\?\//, "");
}

/** The name of an area in the language of the interface; one that a lexicon of one's own added is its id in plain words. */
export function areaName(area: string): string {
  const name = word("area", area);
  return name === area ? area.replace(/^region:/, "").replaceAll("_", " ") : name;
}
