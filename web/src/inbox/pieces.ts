/** Text cut into pieces at the places that are to be marked. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
  /** Where it begins, in code points: unique within a text. */
  readonly start: number;
}

export type Range = readonly [start: number, end: number];

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

/** Return `text` as pieces, those within `ranges` marked; ranges count code points as the server does. */
export function piecesOf(text: string, ranges: readonly Range[]): Piece[] {
  const points = [...text];
  const pieces: Piece[] = [];
  let done = 0;
  const add = (end: number, marked: boolean) => {
    if (end > done) pieces.push({ text: points.slice(done, end).join(""), marked, start: done });
    done = Math.max(done, end);
  };
  for (const [start, end] of joined(ranges)) {
    add(Math.min(Math.max(start, 0), points.length), false);
    add(Math.min(end, points.length), true);
  }
  add(points.length, false);
  return pieces;
}

/** Return where `quote` stands in `text`, null when it does not stand there word for word. */
export function placeOf(text: string, quote: string): Range | null {
  const place = quote === "" ? -1 : text.indexOf(quote);
  if (place < 0) return null;
  const start = [...text.slice(0, place)].length;
  return [start, start + [...quote].length];
}
