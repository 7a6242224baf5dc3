// What a page shows, fetched whenever its address changes; the last answer stays until the next is there.

import { get } from "./desk";

export type Resource<T> = {
  readonly data: T | null;
  readonly problem: unknown;
  readonly busy: boolean;
  reload: () => Promise<void>;
};

/** Fetches from the interface what `address` says; nothing while it is empty. */
export function resource<T>(address: () => string): Resource<T> {
  let data = $state.raw<T | null>(null);
  let problem = $state.raw<unknown>(null);
  let busy = $state(true);
  let asked = 0;

  async function load(at: string): Promise<void> {
    const mine = ++asked;
    busy = true;
    try {
      const found = await get<T>(at);
      if (mine === asked) [data, problem] = [found, null];
    } catch (error) {
      if (mine === asked) [data, problem] = [null, error];
    } finally {
      if (mine === asked) busy = false;
    }
  }

  $effect(() => {
    const at = address();
    if (at) void load(at);
  });

  return {
    get data() {
      return data;
    },
    get problem() {
      return problem;
    },
    get busy() {
      return busy;
    },
    reload: () => load(address()),
  };
}
