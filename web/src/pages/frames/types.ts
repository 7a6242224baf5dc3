// What the pages of frames get from the interface.

import { lang } from "../shared/desk";

export type Names = { en: string; zh: string };
export type Frame = {
  id: string;
  names: Names;
  about: Names;
  formulation: string | null;
  path: string;
  limbs: { id: string; names: Names; indicators: { id: string; names: Names }[] }[];
};
export type Period = { name: string; from: string; to: string };
export type Indicator = {
  id: string;
  names: Names;
  register: string;
  counts: number[];
  undated: number;
  total: number;
};
export type Counted = {
  id: string;
  names: Names;
  about: Names;
  formulation: string | null;
  by: string;
  periods: Period[];
  limbs: { id: string; names: Names; about: Names; indicators: Indicator[] }[];
};

/** A name in the language of the interface. */
export function named(names: Names): string {
  return lang() === "zh-Hans" ? names.zh : names.en;
}

/** The register with the entries of an indicator, of one period where that is named. */
export function register(indicator: Indicator, period?: Period): string {
  const query = new URLSearchParams(indicator.register);
  if (period) {
    query.set("since", period.from);
    query.set("until", period.to);
  }
  return `/register?${query}`;
}
