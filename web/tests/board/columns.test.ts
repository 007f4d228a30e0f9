import { describe, expect, it } from "vitest";
import { columnsOf, keepAlike, stepsOf, totalsOf } from "../../src/board/columns";
import { NO_FILTERS, withChosen } from "../../src/board/filters";
import { firstTask, placeOf, taskAfterKey } from "../../src/board/navigation";
import type { Sort } from "../../src/board/sorting";
import { task } from "../samples";

const NOW = new Date("2026-11-25T12:00:00Z");
const TASKS = [
  task({ id: 1, priority: "low", due: "2026-11-30T10:00:00Z", updated_at: "2026-11-23T10:00:00Z" }),
  task({ id: 2, priority: "high", due: "2026-12-01T10:00:00Z", updated_at: "2026-11-24T10:00:00Z" }),
  task({ id: 3, priority: "high", due: null, updated_at: "2026-11-22T10:00:00Z" }),
  task({ id: 4, status: "completed" }),
];

function idsOf(sort: Sort): number[] {
  return columnsOf(TASKS, NO_FILTERS, sort, NOW).open.map(({ id }) => id);
}

describe("columns", () => {
  it("have the order that was asked for", () => {
    expect(idsOf("priority")).toEqual([2, 3, 1]);
    expect(idsOf("due")).toEqual([1, 2, 3]);
    expect(idsOf("newest")).toEqual([3, 2, 1]);
    expect(idsOf("updated")).toEqual([2, 1, 3]);
  });

  it("show what fits, and know how many there are", () => {
    const columns = columnsOf(TASKS, withChosen(NO_FILTERS, "priority", ["low"]), "newest", NOW);
    expect(columns.open.map(({ id }) => id)).toEqual([1]);
    expect(totalsOf(TASKS)).toEqual({ open: 3, in_progress: 0, completed: 1, closed: 0 });
  });

  it("stay the same objects while nothing in them has changed", () => {
    const before = columnsOf(TASKS, NO_FILTERS, "newest", NOW);
    const changed = TASKS.map((each) => (each.id === 4 ? { ...each, title: "Other" } : each));
    const after = keepAlike(before, columnsOf(changed, NO_FILTERS, "newest", NOW));
    expect(after.open).toBe(before.open);
    expect(after.completed).not.toBe(before.completed);
  });

  it("count the steps of a task, without those given up", () => {
    const step = (status: "open" | "completed" | "closed") => task({ parent_id: 7, status });
    expect(stepsOf([step("open"), step("completed"), step("closed")]).get(7)).toEqual({ done: 1, all: 2 });
  });
});

describe("arrow keys", () => {
  const columns = columnsOf(TASKS, NO_FILTERS, "newest", NOW);
  const from = (id: number, key: string) => {
    const place = placeOf(columns, id);
    return place === null ? null : taskAfterKey(columns, place, key)?.id;
  };

  it("go up and down a column, and stop at its ends", () => {
    expect(from(2, "ArrowDown")).toBe(1);
    expect(from(2, "ArrowUp")).toBe(3);
    expect(from(1, "ArrowDown")).toBeUndefined();
    expect(from(3, "End")).toBe(1);
    expect(from(1, "Home")).toBe(3);
  });

  it("pass empty columns, and stay within short ones", () => {
    expect(from(1, "ArrowRight")).toBe(4);
    expect(from(4, "ArrowLeft")).toBe(3);
    expect(from(4, "ArrowRight")).toBeUndefined();
  });

  it("begin at the first card there is", () => {
    expect(firstTask(columns)?.id).toBe(3);
    expect(firstTask(columnsOf([], NO_FILTERS, "newest", NOW))).toBeNull();
    expect(placeOf(columns, 99)).toBeNull();
  });
});
