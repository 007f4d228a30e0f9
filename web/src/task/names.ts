/** Names that tasks have already, as suggestions. */

import type { Task } from "../api/schema";

/** Return every name of `field` in the tasks, most used first. */
export function knownNames(tasks: Iterable<Task>, field: "assignees" | "labels"): string[] {
  const uses = new Map<string, number>();
  for (const task of tasks) {
    for (const name of task[field] ?? []) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return [...uses].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name]) => name);
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: "accent" }) === 0;
}

/**
 * Return what to offer for `typed`: names that are known and, at the end, what was typed if it is new.
 *
 * @param typed What stands in the field; an `@` or `#` before a name is left out.
 */
export function offers(known: readonly string[], chosen: readonly string[], typed: string): string[] {
  const name = cleaned(typed);
  const isNew = name !== "" && ![...known, ...chosen].some((each) => same(each, name));
  return [...new Set([...chosen, ...known]), ...(isNew ? [name] : [])];
}

/** Return a typed name as it is stored. */
export function cleaned(typed: string): string {
  return typed.trim().replace(/^[@#]+/, "");
}
