/** A task's history as sentences need it: who did what when, and each field's value before and after. */

import type { HistoryEntry } from "../api/schema";

export interface FieldChange {
  /** The task's version that it made. */
  readonly version: number;
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
      const change = { version: entry.version, field, before: known.get(field), after };
      known.set(field, after);
      return change;
    });
    const { version, at, actor } = entry;
    return { version, at, actor, created: entry.action === "created", changes };
  });
}

/** Changes of one person that lie no further apart are told together. */
const TOGETHER_MS = 5 * 60_000;

function belongTogether(earlier: Step | undefined, later: Step): earlier is Step {
  return (
    earlier !== undefined &&
    !earlier.created &&
    earlier.actor === later.actor &&
    Date.parse(later.at) - Date.parse(earlier.at) < TOGETHER_MS
  );
}

/** Return steps, oldest first, with what one person did in one go as one step. */
export function grouped(steps: readonly Step[]): Step[] {
  const groups: Step[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (belongTogether(last, step)) {
      groups[groups.length - 1] = { ...step, changes: [...last.changes, ...step.changes] };
    } else groups.push(step);
  }
  return groups;
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
