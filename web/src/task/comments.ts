import type { Comment } from "../api/schema";

/** Return a task's comments, oldest first: those read with it, those that came since, without deleted ones. */
export function shownComments(
  read: readonly Comment[],
  came: readonly Comment[],
  deleted: ReadonlySet<number>,
): Comment[] {
  const all = new Map([...read, ...came].map((comment) => [comment.id, comment]));
  return [...all.values()].filter(({ id }) => !deleted.has(id)).sort((a, b) => a.id - b.id);
}
