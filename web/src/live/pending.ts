/** Changes shown before the server has confirmed them, and taken back when it refuses. */

import type { Task } from "../api/schema";

/** A change of a task that is under way. */
export interface PendingChange {
  readonly id: number;
  readonly taskId: number;
  readonly patch: Partial<Task>;
}

/** Return `task` as it will be when all pending changes of it are confirmed; the same object if there are none. */
export function withPending(task: Task, pending: readonly PendingChange[]): Task {
  const own = pending.filter((change) => change.taskId === task.id);
  return own.length === 0 ? task : Object.assign({ ...task }, ...own.map((change) => change.patch));
}

/** Return all tasks as they are shown; the same map while nothing is pending. */
export function shownTasks(
  tasks: ReadonlyMap<number, Task>,
  pending: readonly PendingChange[],
): ReadonlyMap<number, Task> {
  if (pending.length === 0) return tasks;
  const shown = new Map(tasks);
  for (const { taskId } of pending) {
    const task = tasks.get(taskId);
    if (task !== undefined) shown.set(taskId, withPending(task, pending));
  }
  return shown;
}
