/** Tasks in their columns. */

import type { Task, TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import { type Filters, matcher } from "./filters";
import { comparer, type Sort } from "./sorting";

export type Columns = Readonly<Record<TaskStatus, readonly Task[]>>;

/** Return the tasks that fit, by status and in order. */
export function columnsOf(
  tasks: Iterable<Task>,
  filters: Filters,
  sort: Sort,
  now: Date,
  zone?: string,
): Columns {
  const columns: Record<TaskStatus, Task[]> = { open: [], in_progress: [], completed: [], closed: [] };
  const fits = matcher(filters, now, zone);
  for (const task of tasks) if (fits(task)) columns[task.status].push(task);
  const order = comparer(sort);
  for (const status of STATUSES) columns[status].sort(order);
  return columns;
}

function alike(a: readonly Task[], b: readonly Task[]): boolean {
  return a.length === b.length && a.every((task, index) => task === b[index]);
}

/** Return `next` with those columns of `before` that are alike, so that they need not be drawn again. */
export function keepAlike(before: Columns | null, next: Columns): Columns {
  if (before === null) return next;
  const kept = { ...next };
  for (const status of STATUSES) if (alike(before[status], next[status])) kept[status] = before[status];
  return kept;
}

/** Return how many tasks there are of each status. */
export function totalsOf(tasks: Iterable<Task>): Record<TaskStatus, number> {
  const totals: Record<TaskStatus, number> = { open: 0, in_progress: 0, completed: 0, closed: 0 };
  for (const task of tasks) totals[task.status] += 1;
  return totals;
}

/** Steps of a task that are completed, and all of them that are not given up. */
export interface Steps {
  readonly done: number;
  readonly all: number;
}

/** Return the steps of the tasks that have any, by the task's id. */
export function stepsOf(tasks: Iterable<Task>): ReadonlyMap<number, Steps> {
  const steps = new Map<number, Steps>();
  for (const { parent_id: parent, status } of tasks) {
    if (!parent || status === "closed") continue;
    const { done, all } = steps.get(parent) ?? { done: 0, all: 0 };
    steps.set(parent, { done: done + (status === "completed" ? 1 : 0), all: all + 1 });
  }
  return steps;
}
