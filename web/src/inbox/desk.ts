/** Decisions about proposals on their way to the server, and the way back while there is one. */

import { createStore, type StoreApi } from "zustand/vanilla";
import type { DeclineReason } from "../api/schema";

export type Verdict =
  | { readonly kind: "accept" }
  | { readonly kind: "merge"; readonly taskId: number }
  | { readonly kind: "decline"; readonly reason: DeclineReason };

/** How decisions reach the server; every failure throws. */
export interface Post {
  /** `leaving`: the page is about to go, and the request has to outlive it. */
  send(proposalId: number, verdict: Verdict, leaving: boolean): Promise<void>;
  reopen(proposalId: number): Promise<void>;
  /** Whether nothing can be sent now, so that trying the next one is pointless. */
  isAway(error: unknown): boolean;
}

export interface DeskState {
  /** Proposals that have been decided here and are not shown any more. */
  readonly away: ReadonlySet<number>;
  /** How far the decisions about several have come. */
  readonly progress: { readonly done: number; readonly of: number } | null;
}

interface Entry {
  readonly id: number;
  readonly proposals: readonly number[];
  readonly verdict: Verdict;
  timer: ReturnType<typeof setTimeout> | null;
  /** The sending, once it has begun. */
  work: Promise<void> | null;
  stopped: boolean;
  readonly sent: number[];
}

/** The first failure of a decision, and how many proposals wait again because of it. */
export type HearFailure = (error: unknown, count: number) => void;

/** Decisions that can be taken back later; older ones are remembered no longer. */
const REMEMBERED = 50;

/**
 * Takes decisions, shows them at once, and sends them.
 *
 * Declining is sent at once: the server can make a declined proposal wait again, with all that declining it
 * taught taken back. Accepting and merging have no way back there. Closing the new task instead would look like
 * undoing, but leave a closed task in the history and the figures, and an acceptance that the agents have
 * learnt from. So these two are held for as long as undoing them is offered, and until then nobody else sees
 * anything that would have to be unseen; whoever leaves the inbox meanwhile has decided (`flush`).
 */
export class Desk {
  readonly state: StoreApi<DeskState> = createStore<DeskState>(() => ({ away: new Set(), progress: null }));
  #entries: Entry[] = [];
  #last = 0;

  constructor(
    private readonly post: Post,
    private readonly holdMs: number,
    private readonly failed: HearFailure,
  ) {}

  /** Decide about proposals; returns the decision's number for `undo`. */
  decide(proposals: readonly number[], verdict: Verdict): number {
    this.#last += 1;
    const entry: Entry = {
      id: this.#last,
      proposals,
      verdict,
      timer: null,
      work: null,
      stopped: false,
      sent: [],
    };
    this.#entries = [...this.#entries, entry].slice(-REMEMBERED);
    this.#hide(proposals);
    if (verdict.kind === "decline") this.#begin(entry, false);
    else entry.timer = setTimeout(() => this.#begin(entry, false), this.holdMs);
    return entry.id;
  }

  /** The newest decision that can be taken back, null when there is none. */
  get undoable(): number | null {
    return this.#entries.findLast((entry) => this.#canUndo(entry))?.id ?? null;
  }

  /**
   * Take a decision back; returns its proposals, none when it is too late.
   *
   * @throws ProblemError The server can't be asked, or has no way back.
   */
  async undo(id: number): Promise<readonly number[]> {
    const entry = this.#entries.find((each) => each.id === id);
    if (entry === undefined || !this.#canUndo(entry)) return [];
    this.#entries = this.#entries.filter((each) => each !== entry);
    entry.stopped = true;
    if (entry.timer !== null) clearTimeout(entry.timer);
    await entry.work;
    try {
      for (const proposal of entry.sent) await this.post.reopen(proposal);
    } finally {
      this.#show(entry.proposals);
    }
    return entry.proposals;
  }

  /** Send what is held, `leaving` because the page goes away; returns the decisions that have begun. */
  flush(leaving = false): readonly number[] {
    const held = this.#entries.filter((entry) => entry.timer !== null);
    for (const entry of held) {
      clearTimeout(entry.timer ?? undefined);
      this.#begin(entry, leaving);
    }
    return held.map((entry) => entry.id);
  }

  #canUndo(entry: Entry): boolean {
    return entry.verdict.kind === "decline" || entry.work === null;
  }

  #begin(entry: Entry, leaving: boolean): void {
    entry.timer = null;
    entry.work = leaving ? this.#sendAtOnce(entry) : this.#sendInTurn(entry);
  }

  async #sendAtOnce(entry: Entry): Promise<void> {
    // Nothing that is awaited here may come first: the page is gone by then.
    const all = entry.proposals.map((proposal) => this.post.send(proposal, entry.verdict, true));
    const refused = (await Promise.allSettled(all)).filter((result) => result.status === "rejected");
    this.#show(entry.proposals);
    if (refused[0] !== undefined) this.failed(refused[0].reason, refused.length);
  }

  async #sendInTurn(entry: Entry): Promise<void> {
    const failures: unknown[] = [];
    let gone = false;
    for (const proposal of entry.proposals) {
      if (entry.stopped || gone) break;
      this.#count(entry, failures.length);
      try {
        await this.post.send(proposal, entry.verdict, false);
        entry.sent.push(proposal);
      } catch (error) {
        failures.push(error);
        gone = this.post.isAway(error);
      }
    }
    this.state.setState({ progress: null });
    // The store knows those that were sent; the others wait again.
    if (!entry.stopped) this.#show(entry.proposals);
    if (failures.length > 0) this.failed(failures[0], entry.proposals.length - entry.sent.length);
  }

  #count(entry: Entry, failures: number): void {
    if (entry.proposals.length < 2) return;
    this.state.setState({ progress: { done: entry.sent.length + failures, of: entry.proposals.length } });
  }

  #hide(proposals: readonly number[]): void {
    this.state.setState(({ away }) => ({ away: new Set([...away, ...proposals]) }));
  }

  #show(proposals: readonly number[]): void {
    this.state.setState(({ away }) => {
      const next = new Set(away);
      for (const proposal of proposals) next.delete(proposal);
      return { away: next };
    });
  }
}
