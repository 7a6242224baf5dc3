/** The words of the interface, in English and Chinese, from Fluent files: one for each area of the desk. */

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

/** The languages of the interface. */
export const LANGUAGES = ["en", "zh"] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];

const KEPT = "chancery.language";
const files = import.meta.glob<string>("../locales/*/*.ftl", { query: "?raw", import: "default", eager: true });

function bundle(language: InterfaceLanguage): FluentBundle {
  const made = new FluentBundle(language === "zh" ? "zh-Hans" : "en", { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes(`/locales/${language}/`)) made.addResource(new FluentResource(text));
  }
  return made;
}

const bundles: Record<InterfaceLanguage, FluentBundle> = { en: bundle("en"), zh: bundle("zh") };

function first(): InterfaceLanguage {
  const kept = localStorage.getItem(KEPT);
  if (kept === "en" || kept === "zh") return kept;
  return navigator.languages.some((tag) => tag.startsWith("zh")) && !navigator.language.startsWith("en") ? "zh" : "en";
}

class Interface {
  language = $state<InterfaceLanguage>(first());

  set(language: InterfaceLanguage): void {
    this.language = language;
    localStorage.setItem(KEPT, language);
  }
}

/** The language of the interface. */
export const interfaceLanguage = new Interface();

/** The words for an id. An id without words shows itself, so that it is found. */
export function t(id: string, values: Record<string, FluentVariable> = {}): string {
  const made = bundles[interfaceLanguage.language];
  const message = made.getMessage(id) ?? bundles.en.getMessage(id);
  if (!message?.value) return id;
  return made.formatPattern(message.value, values);
}

/** Whether there are words for an id. */
export function has(id: string): boolean {
  return bundles.en.hasMessage(id);
}

/** The words for a value of the data, such as a kind or a state; the value itself where there are none. */
export function word(class_: string, value: string): string {
  const id = `${class_}-${value.replaceAll(/[^a-zA-Z0-9]+/g, "-")}`;
  return has(id) ? t(id) : value;
}

function locale(): string {
  return interfaceLanguage.language === "zh" ? "zh-Hans" : "en-GB";
}

/** A day (ISO 8601) as people write it. */
export function day(text: string | null | undefined): string {
  if (!text) return t("no-date");
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

/** A time (RFC 3339) as people write it, where they are. */
export function time(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime())
    ? text
    : new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(date);
}

/** A number as people write it. */
export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

const regions = {
  en: new Intl.DisplayNames(["en"], { type: "region" }),
  zh: new Intl.DisplayNames(["zh-Hans"], { type: "region" }),
};

/** A list as people write it. */
export function list(items: string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
}

/** The name of a region by its two letters. */
export function region(code: string): string {
  return regions[interfaceLanguage.language].of(code) ?? code;
}
