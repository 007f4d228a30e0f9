/** Completing `@person` and `#label` at the caret. Offsets here are those of the text field: UTF-16 units. */

import type { Facets, Task } from "../api/schema";

export type Sign = "@" | "#";

/** A name that is being written. */
export interface Token {
  readonly sign: Sign;
  /** Where the sign stands. */
  readonly start: number;
  /** Where the caret is. */
  readonly end: number;
  readonly query: string;
}

const BEFORE = /(?:^|[\s(,;])(?:(@)((?:[\p{L}_][\p{L}\p{N}_.-]*)?)|(#)((?:\p{L}[\p{L}\p{N}_/-]*)?))$/u;
/** A dot or hyphen goes on with a name only if something comes after it; else it ends the sentence. */
const INSIDE = /^(?:[\p{L}\p{N}_/]|[.-][\p{L}\p{N}_])/u;
/** Names that quick add can read after a sign: people's may have dots, labels' slashes. */
const READABLE: Readonly<Record<Sign, RegExp>> = {
  "@": /^[\p{L}_](?:[\p{L}\p{N}_.-]{0,62}[\p{L}\p{N}_])?$/u,
  "#": /^\p{L}(?:[\p{L}\p{N}_/-]{0,62}[\p{L}\p{N}_])?$/u,
};
const MOST = 6;

/** Return the name that ends at the caret, null where none does. */
export function tokenAt(text: string, caret: number): Token | null {
  const match = BEFORE.exec(text.slice(0, caret));
  if (match === null || INSIDE.test(text.slice(caret))) return null;
  const sign = match[1] === "@" ? "@" : "#";
  const query = match[2] ?? match[4] ?? "";
  return { sign, start: caret - query.length - 1, end: caret, query };
}

/** Return how often each assignee or label occurs. */
export function countNames(tasks: Iterable<Task>, sign: Sign): Map<string, number> {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    for (const name of (sign === "@" ? task.assignees : task.labels) ?? []) {
      if (READABLE[sign].test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** Return `counts` and the names that only the server knows, each with the higher count of both. */
export function withKnown(
  counts: ReadonlyMap<string, number>,
  facets: Facets | undefined,
  sign: Sign,
): ReadonlyMap<string, number> {
  const all = new Map(counts);
  for (const { name, tasks } of (sign === "@" ? facets?.assignees : facets?.labels) ?? []) {
    if (READABLE[sign].test(name)) all.set(name, Math.max(tasks, all.get(name) ?? 0));
  }
  return all;
}

/** Return the names that fit a query: those that begin with it, then those that have it, the most used first. */
export function suggest(query: string, counts: ReadonlyMap<string, number>): string[] {
  const wanted = query.toLocaleLowerCase();
  const place = (name: string) => name.toLocaleLowerCase().indexOf(wanted);
  const fitting = [...counts.keys()].filter((name) => place(name) >= 0);
  fitting.sort((a, b) => {
    const begins = Number(place(a) > 0) - Number(place(b) > 0);
    return begins || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b);
  });
  // What is written out already needs no help, and Enter must not make another name of it.
  if (fitting.some((name) => name.toLocaleLowerCase() === wanted)) return [];
  return fitting.slice(0, MOST);
}

/** Return the text with the token written out, and where the caret goes. */
export function complete(text: string, token: Token, name: string): { text: string; caret: number } {
  const rest = text.slice(token.end);
  const gap = rest.startsWith(" ") ? "" : " ";
  const head = `${text.slice(0, token.start)}${token.sign}${name}`;
  return { text: head + gap + rest, caret: head.length + 1 };
}
