/** A proposal's draft as the fields of a form, and back as what has changed. */

import type { Category, NewTask, Priority, ProposalPatch } from "../api/schema";

export interface DraftFields {
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  readonly priority: Priority;
  /** As a `datetime-local` field has it, in the browser's zone; empty: none. */
  readonly due: string;
  /** Names with commas between them. */
  readonly assignees: string;
  readonly labels: string;
}

/** Return a moment as `datetime-local` fields write it. */
export function toLocal(moment: string | null | undefined): string {
  if (!moment) return "";
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Return the names of a list with commas: trimmed, each once, without the sign that people put before them. */
export function namesOf(list: string, sign: "@" | "#"): string[] {
  const names = list.split(",").map((name) => name.trim());
  const bare = names.map((name) => (name.startsWith(sign) ? name.slice(1) : name));
  return [...new Set(bare.filter(Boolean))];
}

export function fieldsOf(task: NewTask): DraftFields {
  return {
    title: task.title,
    description: task.description ?? "",
    category: task.category,
    priority: task.priority,
    due: toLocal(task.due),
    assignees: (task.assignees ?? []).join(", "),
    labels: (task.labels ?? []).join(", "),
  };
}

/** Return only what `fields` change in `task`: what somebody else changes meanwhile stays theirs. */
export function patchOf(task: NewTask, fields: DraftFields): ProposalPatch {
  const before = fieldsOf(task);
  const patch: ProposalPatch = {};
  if (fields.title !== before.title) patch.title = fields.title;
  if (fields.description !== before.description) patch.description = fields.description;
  if (fields.category !== before.category) patch.category = fields.category;
  if (fields.priority !== before.priority) patch.priority = fields.priority;
  // Fields have no seconds: a due time that nobody touched keeps those it has.
  if (fields.due !== before.due) patch.due = fields.due === "" ? null : new Date(fields.due).toISOString();
  if (fields.assignees !== before.assignees) patch.assignees = namesOf(fields.assignees, "@");
  if (fields.labels !== before.labels) patch.labels = namesOf(fields.labels, "#");
  return patch;
}
