// What the pages of this area take from the shell: words, addresses, and the interface by paths that are made as texts.

import * as client from "../../lib/api/client";
import { interfaceLanguage } from "../../lib/i18n.svelte";

export { t } from "../../lib/i18n.svelte";
export { go } from "../../lib/router.svelte";

/** The language of the interface, as `Intl` names it. */
export function lang(): string {
  return interfaceLanguage.language === "zh" ? "zh-Hans" : "en-GB";
}

/** What the interface answers at a path below `/api`. */
export async function get<T>(path: string): Promise<T> {
  return (await client.get(`/api${path}` as never)) as T;
}

/** Sends JSON to a path below `/api`. */
export async function send<T>(method: "POST" | "PATCH", path: string, body: unknown): Promise<T> {
  const by = method === "POST" ? "post" : "patch";
  return (await client.send(by, `/api${path}` as never, body as never)) as T;
}
