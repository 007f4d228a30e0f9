import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Desk, type Post, type Verdict } from "../../src/inbox/desk";

const ACCEPT: Verdict = { kind: "accept" };
const DECLINE: Verdict = { kind: "decline", reason: "other" };
const HOLD_MS = 5000;

/** Writes down what is sent; `refuse` names what fails. */
class Notes implements Post {
  readonly lines: string[] = [];
  refuse = new Set<number>();
  away = false;

  async send(proposalId: number, verdict: Verdict, leaving: boolean): Promise<void> {
    this.lines.push(`${verdict.kind} ${proposalId}${leaving ? " leaving" : ""}`);
    if (this.refuse.has(proposalId)) throw new Error(`refused ${proposalId}`);
  }

  async reopen(proposalId: number): Promise<void> {
    this.lines.push(`reopen ${proposalId}`);
  }

  isAway(): boolean {
    return this.away;
  }
}

function setUp() {
  const post = new Notes();
  const failures: [string, number][] = [];
  const desk = new Desk(post, HOLD_MS, (error, count) => failures.push([String(error), count]));
  return { desk, post, failures, away: () => [...desk.state.getState().away] };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("accepting", () => {
  it("is shown at once and sent when undoing is not offered any more", async () => {
    const { desk, post, away } = setUp();
    desk.decide([1], ACCEPT);
    expect(away()).toEqual([1]);
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    expect(post.lines).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(post.lines).toEqual(["accept 1"]);
    expect(away()).toEqual([]); // the store knows it now
    expect(desk.undoable).toBeNull();
  });

  it("is never sent once it is taken back", async () => {
    const { desk, post, away } = setUp();
    const decision = desk.decide([1], ACCEPT);
    expect(await desk.undo(decision)).toEqual([1]);
    await vi.advanceTimersByTimeAsync(2 * HOLD_MS);
    expect(post.lines).toEqual([]);
    expect(away()).toEqual([]);
  });

  it("can't be taken back once it is sent", async () => {
    const { desk, post } = setUp();
    const decision = desk.decide([1], ACCEPT);
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(await desk.undo(decision)).toEqual([]);
    expect(post.lines).toEqual(["accept 1"]);
  });

  it("is sent once when the page is left, whatever the clock does then", async () => {
    const { desk, post } = setUp();
    const decision = desk.decide([1], ACCEPT);
    expect(desk.flush(true)).toEqual([decision]);
    expect(desk.flush(true)).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * HOLD_MS);
    expect(post.lines).toEqual(["accept 1 leaving"]);
  });

  it("brings the proposal back when it is refused", async () => {
    const { desk, post, failures, away } = setUp();
    post.refuse.add(1);
    desk.decide([1], ACCEPT);
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(away()).toEqual([]);
    expect(failures).toEqual([["Error: refused 1", 1]]);
  });

  it("tells of what was refused while the page was left", async () => {
    const { desk, post, failures } = setUp();
    post.refuse.add(1);
    desk.decide([1], ACCEPT);
    desk.flush(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(failures).toEqual([["Error: refused 1", 1]]);
  });
});

describe("declining", () => {
  it("is sent at once and reopened when it is taken back", async () => {
    const { desk, post } = setUp();
    desk.decide([1], DECLINE);
    expect(post.lines).toEqual(["decline 1"]);
    expect(await desk.undo(desk.undoable ?? 0)).toEqual([1]);
    expect(post.lines).toEqual(["decline 1", "reopen 1"]);
    expect(desk.undoable).toBeNull();
  });

  it("stops in the middle of many and reopens only those that were declined", async () => {
    const { desk, post, away } = setUp();
    const decision = desk.decide([1, 2, 3], DECLINE);
    expect(desk.state.getState().progress).toEqual({ done: 0, of: 3 });
    await desk.undo(decision); // the first is under way
    expect(post.lines).toEqual(["decline 1", "reopen 1"]);
    expect(away()).toEqual([]);
    expect(desk.state.getState().progress).toBeNull();
  });
});

describe("many", () => {
  it("go on after a refusal", async () => {
    const { desk, post, failures } = setUp();
    post.refuse.add(2);
    desk.decide([1, 2, 3], DECLINE);
    await vi.advanceTimersByTimeAsync(0);
    expect(post.lines).toEqual(["decline 1", "decline 2", "decline 3"]);
    expect(failures).toEqual([["Error: refused 2", 1]]);
  });

  it("stop when the server can't be reached, and the others wait again", async () => {
    const { desk, post, failures, away } = setUp();
    post.refuse.add(2);
    post.away = true;
    desk.decide([1, 2, 3], DECLINE);
    await vi.advanceTimersByTimeAsync(0);
    expect(post.lines).toEqual(["decline 1", "decline 2"]);
    expect(failures).toEqual([["Error: refused 2", 2]]);
    expect(away()).toEqual([]);
  });
});
