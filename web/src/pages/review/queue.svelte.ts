// The queue of a review: what waits, where the person is in it, and what is done to an entry.

import { tick } from "svelte";
import { get, Problem, type Schemas, send } from "../../lib/api/client";
import { t } from "../../lib/i18n.svelte";
import { notices, said } from "../../lib/notices.svelte";
import { place } from "../../lib/router.svelte";
import { session } from "../../lib/session.svelte";
import { moved } from "./spans";

export type Row = Schemas["ReviewRow"];
/** Start and end in code points of the account. */
export type Span = [number, number];

/** Entries that are asked for at once; the next ones come while the person reads. */
const PAGE = 20;
/** Entries before the end of those at hand at which more are asked for. */
const AHEAD = 5;

export class Queue {
  rows = $state.raw<Row[]>([]);
  at = $state(0);
  loading = $state(true);
  /** Why the queue could not be read. */
  failure = $state.raw<unknown>();
  /** Changes that are on their way. */
  saving = $state(0);
  /** The span as the person moved it. */
  draft = $state.raw<Span | undefined>();
  splitting = $state(false);
  /** Fields as the person wrote them, by name. */
  written = $state<Record<string, string>>({});
  reason = $state("");
  /** What changed while the person looked at an entry. */
  stale = $state.raw<{ entry: string; changes: Schemas["EntryChange"][] } | undefined>();
  /** What was done here, oldest first. */
  done = $state.raw<{ operation: number; entry: string }[]>([]);

  private next = $state<string | null | undefined>();
  private total = $state(0);
  private before = $state(0);
  private settled = $state(0);
  private asked: AbortController | undefined;

  readonly row = $derived<Row | undefined>(this.rows[this.at]);
  readonly span = $derived<Span>(this.draft ?? ((this.row?.entry.span ?? [0, 0]) as Span));
  readonly language = $derived(this.row?.account.language ?? "en");
  readonly may = $derived(session.may("coder"));
  /** How many are decided, and how many wait. */
  readonly progress = $derived({
    decided: this.before + this.settled,
    waiting: Math.max(0, this.total - this.settled),
    of: this.total + this.before,
  });
  readonly wantsMore = $derived(this.at >= this.rows.length - AHEAD && !!this.next && !this.loading);

  /** Asks for the queue from its beginning, and shows an entry of it. */
  async begin(entry: string | null): Promise<void> {
    const page = await this.page(null);
    if (!page) return;
    this.rows = page.rows;
    this.at = 0;
    this.total = page.total ?? 0;
    this.before = page.decided ?? 0;
    this.settled = 0;
    try {
      await this.open(entry);
    } catch (error) {
      notices.failed(error);
    }
    this.loading = false;
  }

  /** Asks for what follows. */
  async more(): Promise<void> {
    const page = await this.page(this.next ?? null);
    if (!page) return;
    this.rows = [...this.rows, ...page.rows];
    this.loading = false;
  }

  stop(): void {
    this.asked?.abort();
  }

  private async page(after: string | null): Promise<Schemas["ReviewPage"] | undefined> {
    this.asked?.abort();
    this.asked = new AbortController();
    this.loading = true;
    const query = new URLSearchParams(place.search);
    for (const own of ["cursor", "entry"]) query.delete(own);
    query.set("limit", String(PAGE));
    if (after) query.set("cursor", after);
    try {
      const page = await get("/api/review", { query, signal: this.asked.signal });
      this.next = page.next;
      this.failure = undefined;
      return page;
    } catch (error) {
      if (error instanceof DOMException) return undefined;
      this.failure = error;
      this.loading = false;
      return undefined;
    }
  }

  /** Shows an entry, in the queue or before it. */
  private async open(entry: string | null): Promise<void> {
    if (!entry) return;
    const found = this.rows.findIndex((one) => one.entry.id.startsWith(entry));
    if (found >= 0) {
      this.at = found;
      return;
    }
    const page = await get("/api/entries/{id}", { path: { id: entry } });
    const query = { account: [page.account.id], state: [page.entry.state], limit: 500 };
    const around = await get("/api/review", { query });
    const fresh = around.rows.find((one) => one.entry.id === page.entry.id);
    if (fresh) {
      this.rows = [fresh, ...this.rows];
      this.at = 0;
    }
  }

  /** What was begun on the entry before is put aside; what was written of a stale one stays. */
  turned(): void {
    this.draft = undefined;
    this.splitting = false;
    if (this.stale?.entry !== this.row?.entry.id) {
      this.written = {};
      this.stale = undefined;
    }
  }

  step(by: number): void {
    this.at = Math.max(0, Math.min(this.rows.length, this.at + by));
  }

  move(edge: "start" | "end", by: -1 | 1): void {
    if (this.row && this.may) this.draft = moved(this.span, edge, by, this.row.paragraphs, this.language);
  }

  putBack(): void {
    this.draft = undefined;
    this.splitting = false;
  }

  decide(what: "accept" | "reject"): void {
    const of = this.row;
    if (!of || !this.may) return;
    const options = { path: { id: of.entry.id }, revision: of.entry.revision };
    const reason = this.reason;
    if (of.entry.state === "proposed") this.settled += 1;
    this.step(1);
    this.save(of, t(`${what}ed-said`), () =>
      what === "accept"
        ? send("post", "/api/entries/{id}/accept", { reason }, options)
        : send("post", "/api/entries/{id}/reject", { reason }, options),
    ).then((answer) => {
      if (!answer && of.entry.state === "proposed") this.settled -= 1;
    });
  }

  async edit(): Promise<void> {
    const of = this.row;
    if (!of || !this.may) return;
    const { written: changes, reason, draft } = this;
    const body = { changes, reason, ...(draft ? { span: draft as number[] } : {}) };
    const answer = await this.save(of, t("edited-said"), () =>
      send("patch", "/api/entries/{id}", body, { path: { id: of.entry.id }, revision: of.entry.revision }),
    );
    if (!answer) return;
    if (of.entry.state === "proposed") this.settled += 1;
    this.written = {};
    this.draft = undefined;
    this.stale = undefined;
    await this.refresh(of.entry.id);
  }

  async split(at: number): Promise<void> {
    const of = this.row;
    if (!of || !this.may) return;
    this.splitting = false;
    const reason = this.reason;
    const answer = await this.save(of, t("review-split-said"), () =>
      send(
        "post",
        "/api/entries/{id}/split",
        { at: [at], reason },
        { path: { id: of.entry.id }, revision: of.entry.revision },
      ),
    );
    if (answer) await this.begin(made(answer, [of.entry]));
  }

  async merge(): Promise<void> {
    const of = this.row;
    if (!of || !this.may) return;
    const reason = this.reason;
    let after: Schemas["EntryView"] | undefined;
    try {
      after = following(of.entry, (await get("/api/accounts/{id}", { path: { id: of.account.id } })).entries);
    } catch (error) {
      notices.failed(error);
      return;
    }
    if (!after) {
      notices.done(t("review-nothing-after"));
      return;
    }
    const both = [of.entry, after];
    const entries = both.map(({ id, revision }) => ({ entry: id, revision }));
    const answer = await this.save(of, t("review-merged-said"), () =>
      send("post", "/api/entries/merge", { entries, reason }),
    );
    if (answer) await this.begin(made(answer, both));
  }

  async takeNewer(): Promise<void> {
    const of = this.row;
    if (!of?.newer || !this.may) return;
    const reason = this.reason;
    const options = { path: { id: of.entry.id }, revision: of.entry.revision };
    await this.save(of, t("edited-said"), () => send("post", "/api/entries/{id}/take-newer", { reason }, options));
    await this.refresh(of.entry.id);
  }

  async undo(): Promise<void> {
    const last = this.done.at(-1);
    if (!last) {
      notices.done(t("review-undone-none"));
      return;
    }
    try {
      await send("post", "/api/undo", { operation: last.operation });
      this.done = this.done.slice(0, -1);
      this.settled = Math.max(0, this.settled - 1);
      notices.done(t("taken-back"));
      const back = this.rows.findIndex((one) => one.entry.id === last.entry);
      if (back >= 0) {
        this.at = back;
        await this.refresh(last.entry);
      } else await this.begin(last.entry);
    } catch (error) {
      notices.failed(error);
    }
  }

  /** Carries out a change; the page has gone on by then. What is stale is shown again. */
  private async save(
    of: Row,
    says: string,
    work: () => Promise<Schemas["Done"]>,
  ): Promise<Schemas["Done"] | undefined> {
    this.saving += 1;
    const { written, reason } = this;
    this.reason = "";
    try {
      const answer = await work();
      const now = new Map(answer.entries.map((entry) => [entry.id, entry]));
      this.rows = this.rows.map((one) => ({ ...one, entry: now.get(one.entry.id) ?? one.entry }));
      this.done = [...this.done, { operation: answer.operation, entry: of.entry.id }];
      notices.done(says, answer.operation, () => this.refresh(of.entry.id));
      return answer;
    } catch (error) {
      if (!(error instanceof Problem && error.status === 412)) {
        notices.failed(error);
        await this.refresh(of.entry.id);
        return undefined;
      }
      this.stale = { entry: of.entry.id, changes: error.changes };
      await this.refresh(of.entry.id);
      const back = this.rows.findIndex((one) => one.entry.id === of.entry.id);
      if (back >= 0) this.at = back;
      await tick();
      [this.written, this.reason] = [written, reason];
      return undefined;
    } finally {
      this.saving -= 1;
    }
  }

  private async refresh(id: string): Promise<void> {
    try {
      const page = await get("/api/entries/{id}", { path: { id } });
      this.rows = this.rows.map((one) =>
        one.entry.id === id ? { ...one, entry: page.entry, fields: page.fields, newer: page.newer } : one,
      );
    } catch (error) {
      notices.failed(error);
    }
  }
}

/** The next entry of an account that counts, by where its words begin. */
function following(of: Schemas["EntryView"], entries: Schemas["EntryView"][]): Schemas["EntryView"] | undefined {
  const start = (entry: Schemas["EntryView"]) => entry.span[0] ?? 0;
  return entries
    .filter(({ id, state }) => id !== of.id && ["proposed", "accepted", "edited"].includes(state))
    .filter((entry) => start(entry) >= start(of))
    .toSorted((one, other) => start(one) - start(other))[0];
}

/** The first entry that a change put in the place of others. */
function made(answer: Schemas["Done"], of: Schemas["EntryView"][]): string | null {
  const before = new Set(of.map((one) => one.id));
  return answer.entries.find((entry) => !before.has(entry.id))?.id ?? null;
}
