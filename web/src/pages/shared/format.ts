// Days, numbers and names as pages show them.

import { day as dayOf, number as whole, word as wordOf } from "../../lib/i18n.svelte";
import { lang } from "./desk";

/** A day as the language writes it. */
export const day = (iso: string | null | undefined) => dayOf(iso);

/** A number with few decimals. */
export function number(value: number, digits = 2): string {
  return Number.isInteger(value)
    ? whole(value)
    : new Intl.NumberFormat(lang(), { maximumFractionDigits: digits }).format(value);
}

export function percent(share: number): string {
  return new Intl.NumberFormat(lang(), { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** Names one after the other, as the language parts them. */
export function list(names: string[]): string {
  return names.join(lang() === "zh-Hans" ? "、" : ", ");
}

/** A word of the interface for a word of a closed list; the word itself where there is none. */
export function word(group: string, name: string | null | undefined): string {
  return name ? wordOf(group, name) : "";
}

/** The address of a page with these parameters; empty ones are left out. */
export function address(path: string, parameters: Record<string, string | string[] | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
