/** What the server understands of a line of text, as the composer shows it and sends it on. */

import type { NewTaskIn, QuickAddReply } from "../api/schema";

export type Span = NonNullable<QuickAddReply["spans"]>[number];
export type SpanKind = Span["kind"];

/** A line and what was understood of exactly this line. */
export interface Understanding {
  readonly text: string;
  readonly reply: QuickAddReply;
}

/** A run of the text, understood as something or as nothing. */
export interface Piece {
  readonly text: string;
  readonly kind: SpanKind | null;
  /** Where it starts, in code points. */
  readonly start: number;
}

/** Cut `text` at its spans, which are in order, apart, and counted in code points. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const points = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  const take = (end: number, kind: SpanKind | null) => {
    if (end > at) pieces.push({ text: points.slice(at, end).join(""), kind, start: at });
    at = Math.max(at, end);
  };
  for (const span of spans) {
    take(Math.min(span.start, points.length), null);
    take(Math.min(span.end, points.length), span.kind);
  }
  take(points.length, null);
  return pieces;
}

/**
 * Return the spans of `before` as they lie in `after`, a text that has been typed on since.
 *
 * Spans in the part that both texts begin with stay, those in the part that both end with move along, and what
 * was touched is left out until the server has read it anew.
 */
export function carrySpans(before: string, after: string, spans: readonly Span[]): Span[] {
  const old = [...before];
  const now = [...after];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const shift = now.length - old.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start < old.length - tail) return [];
    return [{ ...span, start: span.start + shift, end: span.end + shift }];
  });
}

/** Return the text with these spans in quotation marks, so that they are words of the title and nothing else. */
export function quoteSpans(text: string, spans: readonly Span[]): string {
  const [open, close] = text.includes('"') ? ["«", "»"] : ['"', '"'];
  const points = [...text];
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) {
    points.splice(start, end - start, open, ...points.slice(start, end), close);
  }
  return points.join("");
}

/** Return the task that was understood, as `POST /api/tasks` takes it. */
export function taskOf(reply: QuickAddReply): NewTaskIn {
  const { title, description, priority, assignees = [], labels = [], due, recurrence, timezone } = reply;
  return {
    title,
    ...(description && { description }),
    ...(priority && { priority }),
    ...(assignees.length > 0 && { assignees }),
    ...(labels.length > 0 && { labels }),
    ...(due && { due }),
    ...(recurrence && { recurrence, timezone }),
  };
}
