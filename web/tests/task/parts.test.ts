import { describe, expect, it } from "vitest";
import { shownComments } from "../../src/task/comments";
import { theirsOf } from "../../src/task/conflict";
import { dayAhead, nextMonday } from "../../src/task/due";
import { changedFields } from "../../src/task/fields";
import { knownNames, offers } from "../../src/task/names";
import { stepsOfTask } from "../../src/task/subtasks";
import { isWholeDay } from "../../src/text/format";
import { task } from "../samples";

describe("a draft and what others write", () => {
  const draft = { text: "mine", base: "old" };
  it.each([
    ["nobody wrote", "old", null],
    ["somebody wrote the same", "mine", null],
    ["somebody wrote something else", "theirs", "theirs"],
    ["somebody emptied it", "", ""],
  ])("%s", (_, shown, theirs) => {
    expect(theirsOf(draft, shown)).toBe(theirs);
  });

  it("is no conflict while nobody edits", () => {
    expect(theirsOf(undefined, "theirs")).toBeNull();
  });
});

it("names the fields that differ between two states of a task, and no others", () => {
  const before = task({ labels: ["a"] });
  const after = task({ labels: ["a"], priority: "low", due: "2026-12-01T10:00:00Z", version: 2 });
  expect(changedFields(before, after)).toEqual(["priority", "due"]);
});

it("shows each comment once, oldest first, without deleted ones", () => {
  const comment = (id: number) => ({ id, task_id: 1, author: "jo", text: `${id}`, created_at: "" });
  const shown = shownComments(
    [comment(1), comment(2)],
    [comment(4), comment(2), comment(3)],
    new Set([1, 3]),
  );
  expect(shown.map(({ id }) => id)).toEqual([2, 4]);
});

it("brings steps up to date by the live tasks and finds new ones", () => {
  const read = [
    { task_id: 5, title: "Old", status: "open" as const },
    { task_id: 6, title: "Unloaded", status: "closed" as const },
  ];
  const live = [
    task({ id: 7, title: "New", parent_id: 1 }),
    task({ id: 5, title: "Old", status: "completed" }),
  ];
  const tasks = new Map([...live, task({ id: 8 })].map((each) => [each.id, each]));
  expect(stepsOfTask(1, read, tasks)).toEqual([
    { task_id: 5, title: "Old", status: "completed" },
    { task_id: 6, title: "Unloaded", status: "closed" },
    { task_id: 7, title: "New", status: "open" },
  ]);
});

describe("names to choose from", () => {
  it("are those of the tasks, most used first", () => {
    const tasks = [task({ assignees: ["bo"] }), task({ assignees: ["ann", "bo"] }), task({ labels: ["x"] })];
    expect(knownNames(tasks, "assignees")).toEqual(["bo", "ann"]);
  });

  it.each([
    ["", ["jo", "ann"]],
    ["@kim ", ["jo", "ann", "kim"]],
    ["ANN", ["jo", "ann"]],
    ["#", ["jo", "ann"]],
  ])("hold what is typed if it is new: %j", (typed, expected) => {
    expect(offers(["ann", "jo"], ["jo"], typed)).toEqual(expected);
  });
});

describe("days as due times", () => {
  const wednesday = new Date(2026, 10, 25, 15, 0);
  it("end at their last second", () => {
    expect(isWholeDay(dayAhead(wednesday, 1))).toBe(true);
    expect(dayAhead(wednesday, 6).getDate()).toBe(1); // November has 30 days
  });

  it.each([
    [wednesday, 30],
    [new Date(2026, 10, 22), 23],
    [new Date(2026, 10, 23), 30],
  ])("the Monday after %s is the %sth", (now, day) => {
    expect([nextMonday(now).getDay(), nextMonday(now).getDate()]).toEqual([1, day]);
  });
});
