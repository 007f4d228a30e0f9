import { expect, it } from "vitest";
import { shownTasks, withPending } from "../../src/live/pending";
import { task } from "../samples";

it("shows pending changes in their order on top of what the server said", () => {
  const pending = [
    { id: 1, taskId: 1, patch: { status: "in_progress" as const } },
    { id: 2, taskId: 1, patch: { status: "completed" as const, title: "New" } },
    { id: 3, taskId: 2, patch: { title: "Other" } },
  ];
  expect(withPending(task({ id: 1 }), pending)).toMatchObject({ status: "completed", title: "New" });
});

it("keeps the same objects while nothing is pending, so that nothing is drawn again", () => {
  const one = task({ id: 1 });
  const tasks = new Map([[1, one]]);
  expect(shownTasks(tasks, [])).toBe(tasks);
  expect(withPending(one, [{ id: 1, taskId: 2, patch: { title: "Other" } }])).toBe(one);
});

it("leaves out a pending change of a task that is not known", () => {
  expect(shownTasks(new Map(), [{ id: 1, taskId: 9, patch: {} }]).size).toBe(0);
});
