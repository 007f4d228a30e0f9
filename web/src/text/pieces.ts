/** Text cut into pieces at the places that are to be marked. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
  /** Where it begins, in code points: unique within a text. */
  readonly start: number;
}

export type Range = readonly [start: number, end: number];

/** Cut `text` at `ranges`, counted in code points as the server does; they may touch, overlap and reach past the end. */
export function cutAt(text: string, ranges: readonly Range[]): Piece[] {
  const points = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  const take = (to: number, marked: boolean) => {
    const end = Math.min(to, points.length);
    if (end <= at) return;
    pieces.push({ text: points.slice(at, end).join(""), marked, start: at });
    at = end;
  };
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    take(start, false);
    take(end, true);
  }
  take(points.length, false);
  return pieces;
}

/** Join ranges that overlap or touch, in order. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else if (start < end) result.push([start, end]);
  }
  return result;
}

/** Return `text` as pieces, as `cutAt`; ranges that overlap or touch are one marked piece. */
export function piecesOf(text: string, ranges: readonly Range[]): Piece[] {
  return cutAt(text, joined(ranges));
}

/** Return where `quote` stands in `text`, null when it does not stand there word for word. */
export function placeOf(text: string, quote: string): Range | null {
  const place = quote === "" ? -1 : text.indexOf(quote);
  if (place < 0) return null;
  const start = [...text.slice(0, place)].length;
  return [start, start + [...quote].length];
}
