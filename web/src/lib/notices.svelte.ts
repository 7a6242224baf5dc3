/** What the desk says in passing: what was done, with a way to take it back, and what could not be done. */

import { Problem, send } from "./api/client";
import { t } from "./i18n.svelte";

/** Something that is said in passing. */
export interface Notice {
  number: number;
  text: string;
  hint?: string | undefined;
  bad: boolean;
  /** The operation that can be taken back. */
  operation?: number | undefined;
  after?: (() => void) | undefined;
}

/** Milliseconds that a notice stays. */
const STAYS_MS = 8_000;

class Notices {
  all = $state<Notice[]>([]);
  private last = 0;

  private add(notice: Omit<Notice, "number">): void {
    this.last += 1;
    const number = this.last;
    this.all = [...this.all.slice(-3), { number, ...notice }];
    if (!notice.bad) setTimeout(() => this.close(number), STAYS_MS);
  }

  /** Says what was done; with an operation, offers to take it back and then calls `after`. */
  done(text: string, operation?: number, after?: () => void): void {
    this.add({ text, bad: false, operation, after });
  }

  /** Says what could not be done. */
  failed(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.add({ text: said(error), hint: error instanceof Problem ? error.hint : undefined, bad: true });
  }

  close(number: number): void {
    this.all = this.all.filter((notice) => notice.number !== number);
  }

  async undo(notice: Notice): Promise<void> {
    this.close(notice.number);
    if (notice.operation === undefined) return;
    try {
      await send("post", "/api/undo", { operation: notice.operation });
      this.done(t("taken-back"));
      notice.after?.();
    } catch (error) {
      this.failed(error);
    }
  }
}

/** What the desk says in passing. */
export const notices = new Notices();

/** An error in words. */
export function said(error: unknown): string {
  if (error instanceof Problem) return error.type === "unreachable" ? t("unreachable") : error.message;
  return error instanceof Error ? error.message : String(error);
}
