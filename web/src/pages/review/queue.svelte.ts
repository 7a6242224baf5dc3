/**
 * The queue of the review: what waits, where the person is in it, and what is being saved.
 *
 * A decision shows the next entry at once and is saved behind; the next entries are asked for before they are reached. What
 * cannot be saved comes back with what was written: with what somebody else changed, where that is the reason.
 */

import { get, Problem, type Schemas, send } from "../../lib/api/client";
import { t } from "../../lib/i18n.svelte";
import { notices, said } from "../../lib/notices.svelte";

/** An entry with what a decision needs. */
export type Row = Schemas["ReviewRow"];
/** What was changed by somebody else meanwhile. */
export type Change = Schemas["EntryChange"];
type Done = Schemas["Done"];

/** Entries that are asked for at a time. */
const LIMIT = 40;
/** Entries before the end of what is here at which more are asked for. */
const AHEAD = 12;

/** What a person did here, for taking it back. */
interface Step {
  operation: number;
  entry: string;
}

export class ReviewQueue {
  rows = $state.raw<Row[]>([]);
  at = $state(0);
  total = $state(0);
  decided = $state(0);
  isLoaded = $state(false);
  failure = $state("");
  /** What changed under an entry that was being decided on, by its id. */
  stale = $state.raw<Record<string, Change[]>>({});
  saving = $state(0);
  steps = $state.raw<Step[]>([]);
  private next: string | null = null;
  private isAsking = false;
  private readonly query: URLSearchParams;

  constructor(query: URLSearchParams) {
    this.query = query;
  }

  get row(): Row | undefined {
    return this.rows[this.at];
  }

  async begin(): Promise<void> {
    const wanted = this.query.get("entry");
    try {
      await this.ask();
      if (wanted) await this.find(wanted);
    } catch (error) {
      this.failure = said(error);
    }
    this.isLoaded = true;
  }

  /** Stands at an entry: where it waits, else before all that waits. */
  private async find(id: string): Promise<void> {
    const found = this.rows.findIndex((row) => row.entry.id.startsWith(id));
    if (found >= 0) {
      this.at = found;
      return;
    }
    const { entry, account } = await get("/api/entries/{id}", { path: { id } });
    let cursor: string | null | undefined;
    do {
      const query = { account: [account.id], state: [entry.state], kind: [entry.kind], limit: 500, cursor };
      const page = await get("/api/review", { query });
      const row = page.rows.find((one) => one.entry.id === entry.id);
      if (row) {
        this.rows = [row, ...this.rows.filter((one) => one.entry.id !== entry.id)];
        this.at = 0;
        return;
      }
      cursor = page.next;
    } while (cursor);
  }

  private async ask(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const query = new URLSearchParams(this.query);
      query.delete("entry");
      query.set("limit", String(LIMIT));
      if (this.next) query.set("cursor", this.next);
      const page = await get("/api/review", { query });
      const here = new Set(this.rows.map((row) => row.entry.id));
      this.rows = [...this.rows, ...page.rows.filter((row) => !here.has(row.entry.id))];
      this.next = page.next ?? null;
      if (page.total != null) this.total = page.total;
      if (page.decided != null) this.decided = page.decided;
    } finally {
      this.isAsking = false;
    }
  }

  move(by: number): void {
    this.at = Math.max(0, Math.min(this.at + by, this.rows.length));
    if (this.next && this.at + AHEAD > this.rows.length) this.ask().catch((error) => notices.failed(error));
  }

  goTo(id: string): void {
    const found = this.rows.findIndex((row) => row.entry.id === id);
    if (found >= 0) this.at = found;
  }

  private put(id: string, change: (row: Row) => Row): void {
    this.rows = this.rows.map((row) => (row.entry.id === id ? change(row) : row));
  }

  /** Decides and goes on; what was decided is saved meanwhile. */
  async decide(row: Row, what: "accept" | "reject" | "take-newer", reason: string): Promise<boolean> {
    const before = row.entry;
    const after = what === "reject" ? "rejected" : "accepted";
    this.put(before.id, (one) => ({ ...one, entry: { ...one.entry, state: after } }));
    this.move(1);
    const options = { path: { id: before.id }, revision: before.revision };
    return await this.save(before.id, async () => {
      if (what === "accept") return await send("post", "/api/entries/{id}/accept", { reason }, options);
      if (what === "reject") return await send("post", "/api/entries/{id}/reject", { reason }, options);
      return await send("post", "/api/entries/{id}/take-newer", { reason }, options);
    }).catch((error) => {
      this.put(before.id, (one) => ({ ...one, entry: before }));
      this.goTo(before.id);
      this.failed(before.id, error);
      return false;
    });
  }

  /** Runs an edit; true when it was saved. */
  private async save(id: string, edit: () => Promise<Done>): Promise<boolean> {
    this.saving += 1;
    try {
      const done = await edit();
      const wasOpen = this.rows.find((row) => row.entry.id === id)?.entry.review.author == null;
      if (wasOpen) {
        this.decided += 1;
        this.total = Math.max(0, this.total - 1);
      }
      const by = new Map(done.entries.map((entry) => [entry.id, entry]));
      this.rows = this.rows.map((row) => {
        const entry = by.get(row.entry.id);
        return entry ? { ...row, entry } : row;
      });
      this.steps = [...this.steps, { operation: done.operation, entry: id }];
      const { [id]: _, ...rest } = this.stale;
      this.stale = rest;
      return true;
    } finally {
      this.saving -= 1;
    }
  }

  private failed(id: string, error: unknown): void {
    if (error instanceof Problem && error.status === 412) {
      this.stale = { ...this.stale, [id]: error.changes };
      this.refresh(id).catch((again) => notices.failed(again));
    } else notices.failed(error);
  }

  /** Brings an entry as it stands now; what a person writes meanwhile is not touched. */
  async refresh(id: string): Promise<void> {
    const found = await get("/api/entries/{id}", { path: { id } });
    this.put(id, (row) => ({ ...row, entry: found.entry, fields: found.fields, newer: found.newer ?? null }));
  }

  /** Saves changed fields and words; says what is wrong, or nothing when it is saved. */
  async edit(
    row: Row,
    changes: Record<string, string>,
    span: number[] | undefined,
    reason: string,
  ): Promise<string | undefined> {
    const { id, revision } = row.entry;
    const body = { changes, reason, ...(span ? { span: [span[0] ?? 0, span[1] ?? 0] as [number, number] } : {}) };
    try {
      await this.save(id, async () => await send("patch", "/api/entries/{id}", body, { path: { id }, revision }));
      await this.refresh(id);
      return undefined;
    } catch (error) {
      this.failed(id, error);
      return said(error);
    }
  }

  async split(row: Row, at: number, reason: string): Promise<void> {
    const { id, revision } = row.entry;
    try {
      let made: Schemas["EntryView"][] = [];
      await this.save(id, async () => {
        const done = await send("post", "/api/entries/{id}/split", { at: [at], reason }, { path: { id }, revision });
        made = done.entries.filter((entry) => entry.id !== id);
        return done;
      });
      await this.insert(id, made);
    } catch (error) {
      this.failed(id, error);
    }
  }

  /** Makes one entry of this and the next of its account. */
  async merge(row: Row, reason: string): Promise<void> {
    const next = this.rows[this.at + 1];
    if (!next || next.entry.account !== row.entry.account) {
      notices.done(t("review-merge-none"));
      return;
    }
    const entries = [row, next].map((one) => ({ entry: one.entry.id, revision: one.entry.revision }));
    try {
      let made: Schemas["EntryView"][] = [];
      await this.save(row.entry.id, async () => {
        const done = await send("post", "/api/entries/merge", { entries, reason });
        made = done.entries.slice(0, 1);
        return done;
      });
      this.rows = this.rows.filter((one) => one.entry.id !== next.entry.id);
      await this.insert(row.entry.id, made);
    } catch (error) {
      this.failed(row.entry.id, error);
    }
  }

  /** Puts entries that were made of another in its place. */
  private async insert(id: string, made: Schemas["EntryView"][]): Promise<void> {
    const whole = await Promise.all(
      made.map(async (entry) => await get("/api/entries/{id}", { path: { id: entry.id } })),
    );
    this.rows = this.rows.flatMap((row) =>
      row.entry.id === id
        ? whole.map((one): Row => ({ ...row, entry: one.entry, fields: one.fields, newer: one.newer ?? null }))
        : [row],
    );
  }

  /** Takes back what was done last here. */
  async undo(): Promise<void> {
    const last = this.steps.at(-1);
    if (!last) {
      notices.done(t("review-undo-none"));
      return;
    }
    try {
      await send("post", "/api/undo", { operation: last.operation });
      this.steps = this.steps.slice(0, -1);
      if (this.rows.some((row) => row.entry.id === last.entry)) {
        await this.refresh(last.entry);
        this.goTo(last.entry);
        this.decided = Math.max(0, this.decided - 1);
        this.total += 1;
      } else await this.again(last.entry);
      notices.done(t("taken-back"));
    } catch (error) {
      notices.failed(error);
    }
  }

  /** Asks for the queue anew, and stands at an entry. */
  private async again(id: string): Promise<void> {
    this.rows = [];
    this.next = null;
    this.at = 0;
    await this.ask();
    this.goTo(id);
  }
}
