/** The closed sets of words, in the order people read them, and which moves are legal (docs/api.md). */

import type { Category, Priority, TaskStatus } from "../api/schema";

export const STATUSES = [
  "open",
  "in_progress",
  "completed",
  "closed",
] as const satisfies readonly TaskStatus[];

export const PRIORITIES = ["critical", "high", "medium", "low"] as const satisfies readonly Priority[];

export const CATEGORIES = [
  "bug",
  "feature",
  "improvement",
  "question",
  "chore",
  "other",
] as const satisfies readonly Category[];

const MOVES: Record<TaskStatus, readonly TaskStatus[]> = {
  open: ["in_progress", "completed", "closed"],
  in_progress: ["open", "completed", "closed"],
  completed: ["open", "closed"],
  closed: ["open"],
};

/** Return where a task may go from `status`. */
export function movesFrom(status: TaskStatus): readonly TaskStatus[] {
  return MOVES[status];
}

export function mayMove(from: TaskStatus, to: TaskStatus): boolean {
  return MOVES[from].includes(to);
}

export function isFinished(status: TaskStatus): boolean {
  return status === "completed" || status === "closed";
}
