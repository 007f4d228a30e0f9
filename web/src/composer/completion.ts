/** Completing `@person` and `#label` at the caret. Offsets here are those of the text field: UTF-16 units. */

import type { Task } from "../api/schema";

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

const BEFORE = /(?:^|[\s(,;])([@#])((?:\p{L}[\p{L}\p{N}_/-]*)?)$/u;
const INSIDE = /^[\p{L}\p{N}_/-]/u;
/** Names that quick add can read after a sign. */
const READABLE = /^\p{L}(?:[\p{L}\p{N}_/-]*[\p{L}\p{N}_])?$/u;
const MOST = 6;

/** Return the name that ends at the caret, null where none does. */
export function tokenAt(text: string, caret: number): Token | null {
  const match = BEFORE.exec(text.slice(0, caret));
  if (match === null || INSIDE.test(text.slice(caret))) return null;
  const query = match[2] ?? "";
  return { sign: match[1] === "@" ? "@" : "#", start: caret - query.length - 1, end: caret, query };
}

/** Return how often each assignee or label occurs. */
export function countNames(tasks: Iterable<Task>, sign: Sign): Map<string, number> {
  const counts = new Map<string, number>();
  for (const task of tasks) {
    for (const name of (sign === "@" ? task.assignees : task.labels) ?? []) {
      if (READABLE.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
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
  // What is written out already needs no help.
  if (fitting.length === 1 && fitting[0]?.toLocaleLowerCase() === wanted) return [];
  return fitting.slice(0, MOST);
}

/** Return the text with the token written out, and where the caret goes. */
export function complete(text: string, token: Token, name: string): { text: string; caret: number } {
  const rest = text.slice(token.end);
  const gap = rest.startsWith(" ") ? "" : " ";
  const head = `${text.slice(0, token.start)}${token.sign}${name}`;
  return { text: head + gap + rest, caret: head.length + 1 };
}
