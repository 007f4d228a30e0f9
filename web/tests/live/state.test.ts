import { describe, expect, it } from "vitest";
import type { LiveEvent } from "../../src/live/events";
import { EMPTY, MAX_MESSAGES, reduce, withMessages, withProposals, withTasks } from "../../src/live/state";
import { message, proposal, task } from "../samples";

const updated = (seq: number, version: number, title: string): LiveEvent => ({
  type: "task_updated",
  seq,
  data: task({ version, title }),
});

describe("reduce", () => {
  it("takes a task's newest version, whatever came first", () => {
    const read = withTasks(EMPTY, [task({ version: 3, title: "third" })]);
    expect(reduce(read, [updated(1, 2, "second")]).tasks.get(1)?.title).toBe("third");
    expect(reduce(read, [updated(1, 4, "fourth")]).tasks.get(1)?.title).toBe("fourth");
  });

  it("counts each event once, so that a resumed socket may repeat some", () => {
    const events = [updated(1, 1, "a"), updated(2, 2, "b")];
    const once = reduce(EMPTY, events);
    expect(reduce(once, events)).toBe(once);
    expect(once.lastSeq).toBe(2);
  });

  it("copies only what changes", () => {
    const before = withProposals(EMPTY, [proposal()]);
    const after = reduce(before, [updated(1, 1, "a")]);
    expect(after.proposals).toBe(before.proposals);
    expect(after.tasks).not.toBe(before.tasks);
    expect(before.tasks.size).toBe(0);
  });

  it("drops the waiting proposals of a message that is analysed anew", () => {
    const before = withProposals(EMPTY, [
      proposal({ id: 1, message_id: 7 }),
      proposal({ id: 2, message_id: 7, status: "accepted" }),
      proposal({ id: 3, message_id: 8 }),
    ]);
    const after = reduce(before, [{ type: "message_retried", seq: 1, data: message({ id: 7 }) }]);
    expect([...after.proposals.keys()]).toEqual([2, 3]);
  });

  it("keeps the newest messages only", () => {
    const events = Array.from({ length: MAX_MESSAGES + 5 }, (_, place): LiveEvent => {
      return { type: "message", seq: place + 1, data: message({ id: place + 1 }) };
    });
    const ids = [...reduce(EMPTY, events).messages.keys()];
    expect(ids).toHaveLength(MAX_MESSAGES);
    expect(Math.min(...ids)).toBe(6);
  });

  it("shows a comment once, and forgets it when it is deleted", () => {
    const comment = { id: 5, task_id: 1, author: "Ann", text: "Done?", created_at: "2026-11-20T10:00:00Z" };
    const told: LiveEvent[] = [
      { type: "task_commented", seq: 1, data: comment },
      { type: "task_commented", seq: 2, data: comment },
    ];
    const after = reduce(EMPTY, told);
    expect(after.comments.get(1)).toEqual([comment]);
    const gone = reduce(after, [{ type: "task_comment_deleted", seq: 3, data: { id: 5, task_id: 1 } }]);
    expect(gone.comments.get(1)).toEqual([]);
    expect(gone.deletedComments.has(5)).toBe(true);
  });

  it("goes on after an event of a kind it does not know", () => {
    const unknown = { type: "weather_changed", seq: 9, data: {} } as unknown as LiveEvent;
    expect(reduce(EMPTY, [unknown]).lastSeq).toBe(9);
  });
});

describe("lists that were read", () => {
  it("do not undo what an event said meanwhile", () => {
    const live = reduce(EMPTY, [
      { type: "proposal_decided", seq: 1, data: proposal({ status: "declined" }) },
      { type: "message_analyzed", seq: 2, data: message({ status: "analyzed" }) },
    ]);
    expect(withProposals(live, [proposal({ status: "pending" })]).proposals.get(1)?.status).toBe("declined");
    expect(withMessages(live, [message({ status: "received" })]).messages.get(1)?.status).toBe("analyzed");
  });
});
