/** What a found task or message shows: its lines, with the words that were asked for marked. Pure rules. */

import type { Hit } from "../api/schema";
import type { Range } from "../text/pieces";

export interface Line {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** Return the part of a line from `start` on, its marks with it. */
function from(line: Line, start: number): Line {
  const points = [...line.text];
  let first = start;
  while (/\s/.test(points[first] ?? "")) first += 1;
  const ranges = line.ranges
    .filter(([, end]) => end > first)
    .map(([a, b]): Range => [Math.max(0, a - first), b - first]);
  return { text: points.slice(first).join(""), ranges };
}

/**
 * Return the title and the text below it; the text is null where it would only repeat the title.
 *
 * The snippet of a task is its title and description in one, so that a mark may lie in either.
 */
export function linesOf(hit: Hit): { title: Line; text: Line | null } {
  const snippet: Line = { text: hit.snippet, ranges: hit.highlights };
  const title = hit.task?.title;
  if (title === undefined) return { title: snippet, text: null };
  if (!hit.snippet.startsWith(title)) return { title: { text: title, ranges: [] }, text: snippet };
  const length = [...title].length;
  const own = snippet.ranges.filter(([start]) => start < length);
  const rest = from(snippet, length);
  const repeats = rest.text.toLocaleLowerCase() === title.toLocaleLowerCase();
  return { title: { text: title, ranges: own }, text: rest.text && !repeats ? rest : null };
}
