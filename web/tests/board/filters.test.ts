import { describe, expect, it } from "vitest";
import {
  type Filters,
  isFiltered,
  matcher,
  NO_FILTERS,
  NOBODY,
  optionsOf,
  toggled,
} from "../../src/board/filters";
import { task } from "../samples";

const NOW = new Date(2026, 10, 25, 12);

function at(day: number, hour = 18): string {
  return new Date(2026, 10, day, hour).toISOString();
}

function fits(filters: Partial<Filters["chosen"]>, change: Parameters<typeof task>[0], text = ""): boolean {
  return matcher({ text, chosen: { ...NO_FILTERS.chosen, ...filters } }, NOW)(task(change));
}

describe("filters", () => {
  it("take one of several values of a kind, and all kinds at once", () => {
    const filters = { assignee: ["ada", "bo"], priority: ["high"] };
    expect(fits(filters, { assignees: ["bo", "cy"], priority: "high" })).toBe(true);
    expect(fits(filters, { assignees: ["bo"], priority: "low" })).toBe(false);
    expect(fits(filters, { assignees: ["cy"], priority: "high" })).toBe(false);
  });

  it("find what nobody does", () => {
    expect(fits({ assignee: [NOBODY] }, { assignees: [] })).toBe(true);
    expect(fits({ assignee: [NOBODY] }, { assignees: ["ada"] })).toBe(false);
  });

  it.each([
    ["overdue", at(24), true],
    ["overdue", at(25, 11), true],
    ["overdue", at(25, 13), false],
    ["today", at(25, 13), true],
    ["today", at(26), false],
    ["week", at(30), true],
    ["week", at(24), false],
    ["week", new Date(2026, 11, 2, 1).toISOString(), false],
    ["none", null, true],
    ["none", at(25), false],
  ])("know due %s at %s: %s", (due, when, expected) => {
    expect(fits({ due: [due] }, { due: when })).toBe(expected);
  });

  it("never call finished tasks overdue", () => {
    expect(fits({ due: ["overdue"] }, { due: at(20), status: "completed" })).toBe(false);
  });

  it("find all words, in any case, in titles, people, labels and numbers", () => {
    const found = { id: 12, title: "Замовити ЕТИКЕТКИ", assignees: ["Ada"], labels: ["web"] };
    for (const text of ["етикетки", "ada web", "#12 замовити"]) expect(fits({}, found, text)).toBe(true);
    expect(fits({}, found, "етикетки mobile")).toBe(false);
  });

  it("are switched by value", () => {
    const once = toggled(NO_FILTERS, "label", "web");
    expect(once.chosen.label).toEqual(["web"]);
    expect(isFiltered(once)).toBe(true);
    expect(toggled(once, "label", "web")).toEqual(NO_FILTERS);
    expect(isFiltered({ ...NO_FILTERS, text: "  " })).toBe(false);
  });
});

describe("options", () => {
  it("are the values of tasks, most used first", () => {
    const tasks = [task({ labels: ["b"] }), task({ labels: ["a", "b"] }), task()];
    expect(optionsOf("label", tasks, NOW)).toEqual([
      { value: "b", tasks: 2 },
      { value: NOBODY, tasks: 1 },
      { value: "a", tasks: 1 },
    ]);
  });

  it("of closed sets are all there, in their order", () => {
    const values = optionsOf("priority", [task({ priority: "low" })], NOW).map(({ value }) => value);
    expect(values).toEqual(["critical", "high", "medium", "low"]);
  });
});
