/** Which tasks the board shows: what somebody has chosen, and whether a task fits it. */

import type { Task } from "../api/schema";
import { CATEGORIES, isFinished, PRIORITIES } from "../live/rules";
import { browserZone, daysBetween, dueHere } from "../text/format";

/** What tasks can be filtered by; also the names in the address. */
export const KINDS = ["assignee", "label", "category", "priority", "due", "chat"] as const;
export type Kind = (typeof KINDS)[number];

/** What a due time can be; a task may be several of these. */
export const DUES = ["overdue", "today", "week", "none"] as const;

/** The value of a task that has nobody, no label or no chat. */
export const NOBODY = "";

/** How many days "this week" reaches, today being one of them. */
const WEEK_DAYS = 7;

export interface Filters {
  /** Words that all have to be in a task; upper and lower case are the same. */
  readonly text: string;
  /** Chosen values of each kind; one of them suffices, none means any. */
  readonly chosen: Readonly<Record<Kind, readonly string[]>>;
}

export const NO_FILTERS: Filters = {
  text: "",
  chosen: { assignee: [], label: [], category: [], priority: [], due: [], chat: [] },
};

function orNobody(values: readonly string[] | undefined): readonly string[] {
  return values === undefined || values.length === 0 ? [NOBODY] : values;
}

function duesOf(task: Task, now: Date, zone: string): readonly string[] {
  if (!task.due) return ["none"];
  const due = dueHere(new Date(task.due), zone);
  const days = daysBetween(now, due);
  return [
    ...(due < now && !isFinished(task.status) ? ["overdue"] : []),
    ...(days === 0 ? ["today"] : []),
    ...(days >= 0 && days < WEEK_DAYS ? ["week"] : []),
  ];
}

/** Return the values of one kind that a task has; `zone` is the workspace's, see `dueHere`. */
export function valuesOf(kind: Kind, task: Task, now: Date, zone: string): readonly string[] {
  switch (kind) {
    case "assignee":
      return orNobody(task.assignees);
    case "label":
      return orNobody(task.labels);
    case "category":
      return [task.category];
    case "priority":
      return [task.priority];
    case "due":
      return duesOf(task, now, zone);
    case "chat":
      return [task.chat_id ?? NOBODY];
  }
}

function hasWords(task: Task, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const parts = [
    task.title,
    task.description,
    ...(task.assignees ?? []),
    ...(task.labels ?? []),
    `#${task.id}`,
  ];
  const text = parts.join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Return how to tell whether a task fits; made once for many tasks. */
export function matcher(filters: Filters, now: Date, zone = browserZone()): (task: Task) => boolean {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const active = KINDS.filter((kind) => filters.chosen[kind].length > 0);
  return (task) =>
    active.every((kind) =>
      valuesOf(kind, task, now, zone).some((value) => filters.chosen[kind].includes(value)),
    ) && hasWords(task, words);
}

export function isFiltered(filters: Filters): boolean {
  return filters.text.trim() !== "" || KINDS.some((kind) => filters.chosen[kind].length > 0);
}

/** Return `filters` with other values of a kind. */
export function withChosen(filters: Filters, kind: Kind, values: readonly string[]): Filters {
  return { ...filters, chosen: { ...filters.chosen, [kind]: values } };
}

/** Return `filters` with a value chosen that was not, or the other way round. */
export function toggled(filters: Filters, kind: Kind, value: string): Filters {
  const before = filters.chosen[kind];
  const values = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  return withChosen(filters, kind, values);
}

export interface Option {
  readonly value: string;
  /** How many tasks have it. */
  readonly tasks: number;
}

const CLOSED_SETS: Partial<Record<Kind, readonly string[]>> = {
  category: CATEGORIES,
  priority: PRIORITIES,
  due: DUES,
};

/** Return what can be chosen of a kind: closed sets in their order, others by how often tasks have them. */
export function optionsOf(kind: Kind, tasks: Iterable<Task>, now: Date, zone = browserZone()): Option[] {
  const counts = new Map<string, number>((CLOSED_SETS[kind] ?? []).map((value) => [value, 0]));
  for (const task of tasks) {
    for (const value of valuesOf(kind, task, now, zone)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const options = [...counts].map(([value, number]) => ({ value, tasks: number }));
  if (kind in CLOSED_SETS) return options;
  return options.sort((a, b) => b.tasks - a.tasks || a.value.localeCompare(b.value));
}

/** Return `options` and those of `others` whose values are not among them. */
export function withOptions(options: readonly Option[], others: readonly Option[]): Option[] {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...others.filter(({ value }) => !known.has(value))];
}
