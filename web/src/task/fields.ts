import type { Task } from "../api/schema";

/** What a person may change, in the order it is told. */
export const FIELDS = [
  "title",
  "description",
  "status",
  "priority",
  "category",
  "due",
  "assignees",
  "labels",
] as const satisfies readonly (keyof Task)[];

export type FieldName = (typeof FIELDS)[number];

/** New values of some fields; `due: null` clears it. */
export type Change = Partial<Pick<Task, FieldName>>;

/** Return which fields differ between two states of a task. */
export function changedFields(before: Task | undefined, after: Task | undefined): FieldName[] {
  if (before === undefined || after === undefined) return [];
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
