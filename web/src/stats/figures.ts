/** What the counts by day add up to. */

import type { DayFigures } from "../api/schema";

type Counted = "messages" | "actionable" | "created" | "completed" | "closed";

export function sum(days: readonly DayFigures[], name: Counted): number {
  return days.reduce((all, day) => all + day[name], 0);
}

/** Return the day with the most of something, null when no day had any. */
export function busiest(days: readonly DayFigures[], name: Counted): DayFigures | null {
  const top = days.reduce<DayFigures | null>(
    (best, day) => (day[name] > (best?.[name] ?? 0) ? day : best),
    null,
  );
  return top;
}

/** Return what was completed in the last seven days, today included, and in the seven before. */
export function doneByWeek(days: readonly DayFigures[]): { now: number; before: number } {
  return { now: sum(days.slice(-7), "completed"), before: sum(days.slice(-14, -7), "completed") };
}

/** Return by how many the backlog has grown since the end of the first day; negative: it has shrunk. */
export function backlogGrowth(days: readonly DayFigures[]): number {
  return (days.at(-1)?.backlog ?? 0) - (days[0]?.backlog ?? 0);
}
