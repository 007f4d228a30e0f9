import { expect, it } from "vitest";
import type { Correction, Message } from "../../src/api/schema";
import { backTo, corrected, type Standing, standingOf } from "../../src/messages/standing";
import { message } from "../samples";

const FOUND = "2026-11-27T17:00:00Z";
const WANTED = "2026-11-28T09:00:00Z";

function read(correction: Partial<Correction> | null, actionable = true): Message {
  return message({
    status: "analyzed",
    analysis: {
      classification: {
        is_actionable: actionable,
        category: actionable ? "bug" : "other",
        priority: "high",
        confidence: 0.9,
        reason: "",
      },
      extraction: { due: FOUND },
      summary: { short: "", title: "", urgency_reason: "", reply_draft: "" },
      model: "embedded",
    },
    correction: correction && {
      corrected_by: "Ann",
      corrected_at: FOUND,
      due_removed: false,
      ...correction,
    },
  });
}

it("is nothing as long as no agent has read the message", () => {
  expect(standingOf(message())).toBeNull();
});

it("is what the agents said when nobody corrected them", () => {
  expect(standingOf(read(null))).toEqual({ actionable: true, category: "bug", priority: "high", due: FOUND });
});

it.each([
  ["left", { priority: "low" }, FOUND],
  ["moved", { due: WANTED, due_shift_s: 57600 }, WANTED],
  ["moved by nothing", { due: FOUND, due_shift_s: 0 }, FOUND],
  ["set where none was", { due: WANTED, due_after_s: 60 }, WANTED],
  ["removed", { due_removed: true }, null],
] as const)("has the due time that people %s", (_how, correction, due) => {
  expect(standingOf(read(correction))?.due).toBe(due);
});

const BUG: Standing = { actionable: true, category: "bug", priority: "high", due: FOUND };
const TALK: Standing = { actionable: false, category: "other", priority: "low", due: null };

it.each([
  [BUG, { is_actionable: false }],
  [BUG, { category: "other" }],
  [BUG, { category: "chore" }],
  [BUG, { priority: "low" }],
  [BUG, { due: null }],
  [BUG, { due: WANTED }],
  [TALK, { category: "feature" }],
] as const)("comes back to %j after %j is undone", (before, verdict) => {
  const after = corrected(before, verdict);
  expect(after).not.toEqual(before);
  expect(corrected(after, backTo(before, verdict))).toEqual(before);
});

it("takes what is no task for the category of what is none, and the other way round", () => {
  expect(corrected(BUG, { is_actionable: false })).toMatchObject({ actionable: false, category: "other" });
  expect(corrected(BUG, { category: "other" })).toMatchObject({ actionable: false, category: "other" });
  expect(corrected(TALK, { category: "bug" })).toMatchObject({ actionable: true, category: "bug" });
});

it("undoes only what was corrected", () => {
  expect(backTo(BUG, { priority: "low" })).toEqual({ priority: "high" });
});
