/**
 * The address is the state: which page is shown, and with what filters, sort and selection.
 *
 * Links are plain `<a href>`; a click on one of the desk's own is taken over here, so that they open in new tabs and can be
 * copied like any other.
 */

import type { Component } from "svelte";

/** What a page is given. */
export interface PageProps {
  /** Parts of the path that are named in the route. */
  parameters: Record<string, string>;
}

/** Pages take [`PageProps`] or nothing. */
type Load = () => Promise<{ default: Component<never> }>;

/** A page and the paths it is at: `/accounts/:id`. */
export interface Route {
  path: string;
  load: Load;
}

class Place {
  path = $state(location.pathname);
  search = $state(location.search);
  hash = $state(location.hash);

  /** What stands after the question mark. */
  get query(): URLSearchParams {
    return new URLSearchParams(this.search);
  }

  read(): void {
    this.path = location.pathname;
    this.search = location.search;
    this.hash = location.hash;
  }
}

/** Where the person is. */
export const place = new Place();

/** Goes to an address of the desk. */
export function go(address: string, options: { replace?: boolean; keepScroll?: boolean } = {}): void {
  const url = new URL(address, location.href);
  const isSame = url.href === location.href;
  if (options.replace || isSame) history.replaceState(history.state, "", url);
  else history.pushState(null, "", url);
  const isOtherPage = url.pathname !== place.path;
  place.read();
  if (isOtherPage && !options.keepScroll && !url.hash) scrollTo(0, 0);
}

/** The address of this page with some of its query changed: a list stands for several values, nothing takes it out. */
export function withQuery(changes: Record<string, string | string[] | null | undefined>, path = place.path): string {
  const query = place.query;
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The `.json` twin of the page that is shown. What is only about showing it, such as the open entry, is left out. */
export function twin(): string {
  if (place.path === "/") return "/index.json";
  const query = /^\/accounts\/./.test(place.path) ? new URLSearchParams() : place.query;
  query.delete("entry");
  const text = query.toString();
  return `${place.path.replace(/\/$/, "")}.json${text ? `?${text}` : ""}`;
}

/** The first route that a path fits, and what its named parts are. */
export function match(routes: Route[], path: string): { route: Route; parameters: Record<string, string> } | undefined {
  const parts = path.split("/").filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split("/").filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((one, index) => {
      const part = decodeURIComponent(parts[index] ?? "");
      if (!one.startsWith(":")) return one === part;
      parameters[one.slice(1)] = part;
      return true;
    });
    if (fits) return { route, parameters };
  }
  return undefined;
}

/** Takes over clicks on the desk's own links, and follows the browser's own buttons. */
export function listen(): () => void {
  const clicked = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.endsWith(".json") || link.pathname.startsWith("/api/")) return;
    event.preventDefault();
    go(link.href);
  };
  const moved = () => place.read();
  document.addEventListener("click", clicked);
  addEventListener("popstate", moved);
  addEventListener("hashchange", moved);
  return () => {
    document.removeEventListener("click", clicked);
    removeEventListener("popstate", moved);
    removeEventListener("hashchange", moved);
  };
}
