/** One feed out of pages read from the server and what the live socket has said since. */

import type { Message } from "../api/schema";

type Messages = ReadonlyMap<number, Message>;

/**
 * Return the feed, newest first.
 *
 * What is older than the oldest page is left out, though an event may have named it: between it and the pages
 * are messages that nobody has read yet.
 *
 * @param pages What was read, null before the first page.
 * @param complete Whether the pages reach back to the first message.
 */
export function mergedFeed(
  pages: readonly Message[] | null,
  live: Messages,
  complete: boolean,
  wanted: (message: Message) => boolean,
): Message[] {
  const shown = new Map((pages ?? []).map((message) => [message.id, live.get(message.id) ?? message]));
  const oldest = complete || pages === null ? 0 : Math.min(...shown.keys());
  for (const message of live.values()) if (message.id >= oldest) shown.set(message.id, message);
  return [...shown.values()].filter(wanted).sort((a, b) => b.id - a.id);
}

/** Return the newest messages held back while somebody reads further down, and those to show. */
export function heldBack(
  messages: readonly Message[],
  after: number | null,
): [held: number, shown: Message[]] {
  if (after === null) return [0, [...messages]];
  const shown = messages.filter((message) => message.id <= after);
  return [messages.length - shown.length, shown];
}

/**
 * Whether messages are missing between the pages and the live ones: so many have come since the pages were read
 * that the live store has dropped some of them.
 */
export function tornApart(pages: readonly Message[], live: Messages, most: number): boolean {
  if (live.size < most || pages.length === 0) return false;
  return Math.min(...live.keys()) > Math.max(...pages.map((message) => message.id));
}
