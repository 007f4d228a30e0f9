/** What the feed is narrowed to; kept in the address, so that a link shows the same. */

import type { Category, Message, MessageStatus, Source } from "../api/schema";
import { CATEGORIES } from "../live/rules";
import { standingOf } from "./standing";

export const MESSAGE_STATUSES = [
  "received",
  "analyzed",
  "failed",
] as const satisfies readonly MessageStatus[];
export const SOURCES = ["telegram", "slack", "email", "api"] as const satisfies readonly Source[];

/** Null, and an empty text, mean any. */
export interface Filters {
  readonly text: string;
  readonly chat: string | null;
  readonly author: string | null;
  readonly category: Category | null;
  readonly status: MessageStatus | null;
  readonly source: Source | null;
}

export type Choice = Exclude<keyof Filters, "text">;
export const CHOICES = [
  "chat",
  "author",
  "category",
  "status",
  "source",
] as const satisfies readonly Choice[];

function oneOf<Word extends string>(words: readonly Word[], text: string | null): Word | null {
  return words.find((word) => word === text) ?? null;
}

/** Read the filters of an address; words that mean nothing are left out. */
export function filtersOf(search: URLSearchParams): Filters {
  return {
    text: search.get("q")?.trim() ?? "",
    chat: search.get("chat") || null,
    author: search.get("author") || null,
    category: oneOf(CATEGORIES, search.get("category")),
    status: oneOf(MESSAGE_STATUSES, search.get("status")),
    source: oneOf(SOURCES, search.get("source")),
  };
}

/** Return `search` with one filter set, or taken out where the value is empty; other parameters stay. */
export function withFilter(
  search: URLSearchParams,
  name: Choice | "q",
  value: string | null,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

export function withoutFilters(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ["q", ...CHOICES]) next.delete(name);
  return next;
}

export function filtersAtAll(filters: Filters): boolean {
  return filters.text !== "" || CHOICES.some((name) => filters[name] !== null);
}

/** Whether a message belongs into the feed; the text is left to the search. */
export function fits(message: Message, filters: Filters): boolean {
  return (
    (filters.chat === null || message.chat_id === filters.chat) &&
    (filters.author === null || message.author === filters.author) &&
    (filters.status === null || message.status === filters.status) &&
    (filters.source === null || message.source === filters.source) &&
    (filters.category === null || standingOf(message)?.category === filters.category)
  );
}
