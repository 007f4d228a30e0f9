/** What the filters offer, out of the messages that are known, the most frequent first. */

import type { Message } from "../api/schema";

/** More than these are not offered: a longer list is not read. */
const MOST = 50;

/** Return the values of a field, those that most messages have first; `chosen` is among them in any case. */
export function mostUsed(
  messages: Iterable<Message>,
  field: "author" | "chat_id",
  chosen: string | null,
): string[] {
  const counts = new Map<string, number>(chosen === null ? [] : [[chosen, 0]]);
  for (const message of messages) counts.set(message[field], (counts.get(message[field]) ?? 0) + 1);
  const sorted = [...counts].sort(([a, ours], [b, theirs]) => theirs - ours || a.localeCompare(b));
  const offered = sorted.slice(0, MOST).map(([value]) => value);
  return chosen === null || offered.includes(chosen) ? offered : [chosen, ...offered];
}
