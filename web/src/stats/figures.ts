/** What the counts by day add up to. */

import type { DayFigures } from "../api/schema";

type Counted = "messages" | "actionable" | "created" | "completed" | "closed";

export function sum(days: readonly DayFigures[], name: Counted): number {
  return days.reduce((all, day) => all + day[name], 0);
}

/** Return the day with the most of something, null when no day had any. */
export function busiest(days: readonly DayFigures[], name: Counted): DayFigures | null {
  return days.reduce<DayFigures | null>((best, day) => (day[name] > (best?.[name] ?? 0) ? day : best), null);
}

/** Return what was completed in the last seven days, today included, and in the seven before. */
export function doneByWeek(days: readonly DayFigures[]): { now: number; before: number } {
  return { now: sum(days.slice(-7), "completed"), before: sum(days.slice(-14, -7), "completed") };
}

/** Return by how many the backlog has grown since the end of the first day; negative: it has shrunk. */
export function backlogGrowth(days: readonly DayFigures[]): number {
  return (days.at(-1)?.backlog ?? 0) - (days[0]?.backlog ?? 0);
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** More days than these are shown by week: their bars would be thinner than a pixel. */
const MOST_DAYS = 120;

export interface Spans {
  /** What a span of the plots is. */
  readonly unit: "day" | "week";
  /** Its figures, with the date of its first day. */
  readonly spans: readonly DayFigures[];
}

function mondayOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  // 1 January 1970 was a Thursday.
  return day - ((day + 3) % WEEK_DAYS);
}

function weekOf(days: readonly DayFigures[]): DayFigures {
  const [first, last] = [days[0] as DayFigures, days.at(-1) as DayFigures];
  return {
    date: first.date,
    messages: sum(days, "messages"),
    actionable: sum(days, "actionable"),
    created: sum(days, "created"),
    completed: sum(days, "completed"),
    closed: sum(days, "closed"),
    backlog: last.backlog,
  };
}

/** Return what is plotted of some days: themselves, or their weeks from Monday on when they are many. */
export function spansOf(days: readonly DayFigures[]): Spans {
  if (days.length <= MOST_DAYS) return { unit: "day", spans: days };
  const weeks = new Map<number, DayFigures[]>();
  for (const day of days) {
    const monday = mondayOf(day.date);
    weeks.set(monday, [...(weeks.get(monday) ?? []), day]);
  }
  return { unit: "week", spans: [...weeks.values()].map(weekOf) };
}
