/** Times and numbers as people write them, in their language. Everything takes `now`, so that tests own it. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = "minute" | "hour" | "day" | "week" | "month" | "year";
const STEPS: readonly [limit: number, size: number, unit: Unit][] = [
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [7 * DAY, DAY, "day"],
  [30 * DAY, 7 * DAY, "week"],
  [365 * DAY, 30 * DAY, "month"],
  [Number.POSITIVE_INFINITY, 365 * DAY, "year"],
];

/** Return how far `when` is from `now`, such as "3 days ago". */
export function relative(when: Date, now: Date, language: string, style: "long" | "narrow" = "long"): string {
  const apart = when.getTime() - now.getTime();
  const [, size, unit] = STEPS.find(([limit]) => Math.abs(apart) < limit) ?? [0, MINUTE, "minute" as Unit];
  const formatter = new Intl.RelativeTimeFormat(language, { numeric: "auto", style });
  return formatter.format(Math.trunc(apart / size), unit);
}

/** Return a moment in full, for titles and details. */
export function moment(when: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(when);
}

/** Return the name of the browser's time zone. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const fields = new Map<string, Intl.DateTimeFormat>();

function fieldsOf(zone: string): Intl.DateTimeFormat {
  const known = fields.get(zone);
  if (known !== undefined) return known;
  const options = { timeZone: zone, hourCycle: "h23", calendar: "gregory", numberingSystem: "latn" } as const;
  const all = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const clock = { hour: "numeric", minute: "numeric", second: "numeric" } as const;
  const made = new Intl.DateTimeFormat("en", { ...options, ...all, ...clock });
  fields.set(zone, made);
  return made;
}

/**
 * Return a due time as the browser's clocks should show it.
 *
 * A day without a time ends at 23:59:59 of the workspace's zone. Whoever looks from another zone means the same
 * day by it, not some hour of the next one; a time is the same moment everywhere.
 */
export function dueHere(due: Date, zone: string): Date {
  const part = Object.fromEntries(
    fieldsOf(zone)
      .formatToParts(due)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour, minute, second } = part;
  const whole = hour === 23 && minute === 59 && second === 59;
  return whole ? new Date(year, month - 1, day, 23, 59, 59) : due;
}

/** Whether a due time means the whole day: days without a time end at their last second. */
export function isWholeDay(due: Date): boolean {
  return due.getSeconds() === 59 && due.getMinutes() === 59 && due.getHours() === 23;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Return how many calendar days `when` lies after `now`, in the browser's zone. */
export function daysBetween(now: Date, when: Date): number {
  return Math.round((startOfDay(when) - startOfDay(now)) / DAY);
}

/** Return a due time as short as it can be understood: "today, 17:00", "Fri", "12 Mar". */
export function shortDue(due: Date, now: Date, language: string): string {
  const days = daysBetween(now, due);
  const clock = isWholeDay(due) ? "" : new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(due);
  const join = (day: string) => (clock ? `${day}, ${clock}` : day);
  if (Math.abs(days) <= 1) {
    return join(new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day"));
  }
  if (days > 1 && days < 7) return join(new Intl.DateTimeFormat(language, { weekday: "short" }).format(due));
  const year = due.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...year }).format(due);
}

export type Urgency = "overdue" | "soon" | "later";

/** Return how near a due time is: past, within a day, or later. */
export function urgencyOf(due: Date, now: Date): Urgency {
  const left = due.getTime() - now.getTime();
  if (left < 0) return "overdue";
  return left < DAY ? "soon" : "later";
}

export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function count(number: number, language: string): string {
  return new Intl.NumberFormat(language).format(number);
}

/** Cut `text` at code points, as the server counts them: `[...text].slice(start, end)`. */
export function slicePoints(text: string, start: number, end: number): string {
  return [...text].slice(start, end).join("");
}
