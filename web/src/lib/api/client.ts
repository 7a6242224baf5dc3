/** The desk's interface: every request of the pages goes through here. */

import { go, place } from "../router.svelte";
import type { components, paths } from "./schema";

/** The shapes that are answered. */
export type Schemas = components["schemas"];

/** What could not be done (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly hint: string | undefined;
  readonly changes: Schemas["EntryChange"][];

  constructor(given: {
    type: string;
    title: string;
    status: number;
    detail: string;
    hint?: string;
    changes?: Schemas["EntryChange"][];
  }) {
    super(given.detail || given.title);
    this.status = given.status;
    this.type = given.type;
    this.hint = given.hint;
    this.changes = given.changes ?? [];
  }
}

type Query = Record<string, string | number | boolean | string[] | null | undefined>;

/** What a path answers to a `GET`. */
type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer A } } } };
}
  ? A
  : never;
/** What a path answers to another method. */
type Done<P extends keyof paths, M extends "post" | "patch" | "delete" | "put"> = paths[P] extends {
  [method in M]: { responses: { 200: { content: { "application/json": infer A } } } };
}
  ? A
  : never;
/** What is sent to a path. */
type Sent<P extends keyof paths, M extends "post" | "patch" | "delete" | "put"> = paths[P] extends {
  [method in M]: { requestBody: { content: { "application/json": infer B } } };
}
  ? B
  : never;

interface Options {
  /** Values of the named parts of the path. */
  path?: Record<string, string>;
  /** What stands after the question mark. */
  query?: Query | URLSearchParams;
  signal?: AbortSignal;
}

function address(path: string, options: Options): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(options.path?.[name] ?? ""));
  const query = options.query instanceof URLSearchParams ? options.query : new URLSearchParams();
  if (options.query && !(options.query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(options.query)) {
      if (Array.isArray(value)) for (const one of value) query.append(name, one);
      else if (value !== null && value !== undefined && value !== "" && value !== false) query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

async function ask(url: string, request: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { ...request, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ type: "unreachable", title: "unreachable", status: 0, detail: "unreachable" });
  }
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const body: unknown = isJson && text ? JSON.parse(text) : {};
  if (response.ok) return body;
  if (response.status === 401 && place.path !== "/sign-in" && !url.startsWith("/api/session")) {
    go(`/sign-in?to=${encodeURIComponent(place.path + place.search)}`, { replace: true });
  }
  throw new Problem({
    type: "broken",
    title: response.statusText,
    status: response.status,
    detail: "",
    ...(body as object),
  });
}

/** Asks. */
export async function get<P extends keyof paths>(path: P, options: Options = {}): Promise<Answer<P>> {
  return (await ask(address(path, options), options.signal ? { signal: options.signal } : {})) as Answer<P>;
}

/** Changes something; `revision` is that of the entry that was shown. */
export async function send<P extends keyof paths, M extends "post" | "patch" | "delete" | "put">(
  method: M,
  path: P,
  body: Sent<P, M>,
  options: Options & { revision?: number } = {},
): Promise<Done<P, M>> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (options.revision !== undefined) headers["if-match"] = `"${options.revision}"`;
  const request: RequestInit = { method: method.toUpperCase(), headers, body: JSON.stringify(body) };
  if (options.signal) request.signal = options.signal;
  return (await ask(address(path, options), request)) as Done<P, M>;
}

/** Sends a document as it is. */
export async function upload(query: Query, file: Blob, signal?: AbortSignal): Promise<Done<"/api/accounts", "post">> {
  const request: RequestInit = { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file };
  if (signal) request.signal = signal;
  return (await ask(address("/api/accounts", { query }), request)) as Done<"/api/accounts", "post">;
}
