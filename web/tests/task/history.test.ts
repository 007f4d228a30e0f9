import { expect, it } from "vitest";
import type { HistoryEntry } from "../../src/api/schema";
import { grouped, lastToChange, namesBetween, stepsOf, taskIn } from "../../src/task/history";

function entry(change: Partial<HistoryEntry>): HistoryEntry {
  return { at: "2026-11-20T10:00:00Z", actor: "ann", action: "updated", version: 1, changes: {}, ...change };
}

const HISTORY = [
  entry({ action: "created", changes: { priority: "low", title: "Rolls" } }),
  entry({ version: 2, at: "2026-11-20T10:01:00Z", changes: { priority: "high" } }),
  entry({ version: 3, at: "2026-11-20T10:02:00Z", changes: { labels: ["depot"] } }),
  entry({ version: 4, at: "2026-11-20T10:03:00Z", actor: "bo", changes: { priority: "low" } }),
  entry({ version: 5, at: "2026-11-20T12:00:00Z", actor: "bo", changes: { title: "Label rolls" } }),
];

it("finds the value before a change in the steps before it", () => {
  const changes = stepsOf(HISTORY).flatMap((step) => step.changes);
  expect(changes.slice(2)).toEqual([
    { version: 2, field: "priority", before: "low", after: "high" },
    { version: 3, field: "labels", before: undefined, after: ["depot"] },
    { version: 4, field: "priority", before: "high", after: "low" },
    { version: 5, field: "title", before: "Rolls", after: "Label rolls" },
  ]);
});

it("tells together what one person did in one go, and the creation by itself", () => {
  const groups = grouped(stepsOf(HISTORY));
  expect(groups.map(({ actor, version, changes }) => [actor, version, changes.length])).toEqual([
    ["ann", 1, 2],
    ["ann", 3, 2],
    ["bo", 4, 1],
    ["bo", 5, 1],
  ]);
});

it("tells which names came and went", () => {
  expect(namesBetween(["jo", "ann"], ["ann", "bo"])).toEqual({ came: ["bo"], went: ["jo"] });
  expect(namesBetween(null, ["bo"])).toEqual({ came: ["bo"], went: [] });
});

it("reads the other task of a merge, and nothing out of other values", () => {
  expect(taskIn({ task_id: 7, message_ids: [] })).toBe(7);
  expect([taskIn({ proposal_id: 7 }), taskIn(null), taskIn("7")]).toEqual([null, null, null]);
});

it("names who changed a field last", () => {
  expect(lastToChange(HISTORY, "priority")).toBe("bo");
  expect(lastToChange(HISTORY, "due")).toBeNull();
});
