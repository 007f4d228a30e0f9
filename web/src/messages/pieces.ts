/** Cuts a text where what the agents saw in it begins and ends. */

import type { DomainAnalysisSpan, EntityKind } from "../api/schema";

/** All kinds, those first that say most: where several lie on the same words, the first gives the colour. */
export const KINDS = [
  "assignee",
  "date",
  "version",
  "project",
  "component",
  "technology",
  "mention",
  "url",
] as const satisfies readonly EntityKind[];

/** A stretch of a text that is all of the same kinds. */
export interface Piece {
  readonly text: string;
  /** Where it begins, in code points; unique within the text. */
  readonly start: number;
  /** What it is part of, in the order of `KINDS`; empty for plain text. */
  readonly kinds: readonly EntityKind[];
  /** The whole address that it is part of, if a browser may go there. */
  readonly href: string | null;
}

/** Return the address of a text that is one, null for anything a browser would run or not understand. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\/[^/\s]/i.test(text)) return null;
  try {
    return new URL(text).href;
  } catch {
    return null; // begins as an address, and is none
  }
}

function inside(span: DomainAnalysisSpan, length: number): boolean {
  return span.start >= 0 && span.start < Math.min(span.end, length);
}

function cutsOf(spans: readonly DomainAnalysisSpan[], length: number): number[] {
  const ends = spans.flatMap((span) => [span.start, Math.min(span.end, length)]);
  return [...new Set([0, ...ends, length])].sort((a, b) => a - b);
}

function pieceOf(
  points: readonly string[],
  start: number,
  end: number,
  spans: readonly DomainAnalysisSpan[],
) {
  const covering = spans.filter((span) => span.start <= start && span.end >= end);
  const address = covering.find((span) => span.kind === "url");
  return {
    text: points.slice(start, end).join(""),
    start,
    kinds: KINDS.filter((kind) => covering.some((span) => span.kind === kind)),
    href: address === undefined ? null : webAddress(address.value),
  };
}

/**
 * Return the whole of `text` in pieces, in its order; spans may overlap, touch, lie on each other or outside.
 *
 * @param spans Places counted in code points, as the server counts.
 */
export function piecesOf(text: string, spans: readonly DomainAnalysisSpan[]): Piece[] {
  const points = [...text];
  const known = spans.filter((span) => inside(span, points.length));
  const cuts = cutsOf(known, points.length);
  return cuts
    .slice(1)
    .map((end, index) => pieceOf(points, cuts[index] ?? 0, end, known))
    .filter((piece) => piece.text !== "");
}
