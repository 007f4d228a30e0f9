/** A task's history as sentences need it: who did what when, and each field's value before and after. */

import type { HistoryEntry } from "../api/schema";

export interface FieldChange {
  readonly field: string;
  /** Undefined: the history does not tell, as of fields that a new task's first entry leaves out. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface Step {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly created: boolean;
  readonly changes: readonly FieldChange[];
}

/** Return the steps of a history that is oldest first; the values before come from the steps before. */
export function stepsOf(history: readonly HistoryEntry[]): Step[] {
  const known = new Map<string, unknown>();
  return history.map((entry) => {
    const changes = Object.entries(entry.changes).map(([field, after]) => {
      const change = { field, before: known.get(field), after };
      known.set(field, after);
      return change;
    });
    const { version, at, actor } = entry;
    return { version, at, actor, created: entry.action === "created", changes };
  });
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Return which names came and which went between two lists. */
export function namesBetween(before: unknown, after: unknown): { came: string[]; went: string[] } {
  const [old, now] = [strings(before), strings(after)];
  return {
    came: now.filter((name) => !old.includes(name)),
    went: old.filter((name) => !now.includes(name)),
  };
}

/** Return the number of the task that a change names, such as `merged_into`; null if it names none. */
export function taskIn(value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("task_id" in value)) return null;
  return typeof value.task_id === "number" ? value.task_id : null;
}

/** Return who changed `field` last, null when the history does not tell. */
export function lastToChange(history: readonly HistoryEntry[], field: string): string | null {
  return history.findLast((entry) => field in entry.changes)?.actor ?? null;
}
