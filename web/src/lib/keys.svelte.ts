/** Keys: what each does on the page that is shown. */

import { onDestroy, onMount } from "svelte";

/** A key and what it does. */
export interface Key {
  /** As `KeyboardEvent.key` has it; two with a space are pressed one after the other. */
  keys: string;
  /** Id of the words that say what it does. */
  says: string;
  run: (event: KeyboardEvent) => void;
}

/** Milliseconds in which the second of two keys is waited for. */
const TOGETHER_MS = 1_200;

class Keys {
  /** The keys of the page and those of the shell, the page's first. */
  sets = $state.raw<Key[][]>([]);
  private begun: { key: string; at: number } | undefined;

  pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const begun =
      this.begun && event.timeStamp - this.begun.at < TOGETHER_MS ? `${this.begun.key} ${event.key}` : undefined;
    const all = this.sets.flat();
    const found = (begun && all.find((key) => key.keys === begun)) || all.find((key) => key.keys === event.key);
    this.begun =
      !found && all.some((key) => key.keys.startsWith(`${event.key} `))
        ? { key: event.key, at: event.timeStamp }
        : undefined;
    if (!found) return;
    event.preventDefault();
    found.run(event);
  }
}

/** The keys that hold now. */
export const keys = new Keys();

/** Lets keys hold while a component is shown. */
export function useKeys(set: Key[]): void {
  onMount(() => {
    keys.sets = [set, ...keys.sets];
  });
  onDestroy(() => {
    keys.sets = keys.sets.filter((one) => one !== set);
  });
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName)) &&
    !(target instanceof HTMLInputElement && ["checkbox", "radio", "button"].includes(target.type))
  );
}
