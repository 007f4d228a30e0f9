/** What to mark in a message for a proposal. */

import type { Message } from "../api/schema";
import { placeOf, type Range } from "../text/pieces";

/**
 * Return the places of a message to mark.
 *
 * @param position The proposal's place among those of the message: of several pieces of work only the words
 *   that ask for this one are marked; of a single one what the agents recognised.
 */
export function rangesOf({ content, analysis }: Message, position: number): Range[] {
  if (!analysis) return [];
  const quote = placeOf(content, analysis.summary.items?.[position]?.quote ?? "");
  if (quote !== null) return [quote];
  return (analysis.extraction.spans ?? []).map(({ start, end }) => [start, end] as const);
}
