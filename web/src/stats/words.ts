/** Days, durations and money as people write them. */

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** The server's days have no time of day; they are the workspace's, whatever zone the browser is in. */
function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Return a day as short as it can be understood: "12 Mar". */
export function shortDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    dateOf(day),
  );
}

/** Return a day as it stands in a sentence: "March 12", with its year when that is not the one of `today`. */
export function spokenDay(day: string, today: string, language: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const style = { day: "numeric", month: "long", timeZone: "UTC", ...year } as const;
  return new Intl.DateTimeFormat(language, style).format(dateOf(day));
}

/** Return a day in full: "Thu, 12 Mar 2026". */
export function longDay(day: string, language: string): string {
  const style = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat(language, { ...style, timeZone: "UTC" }).format(dateOf(day));
}

function inUnit(value: number, unit: string, language: string, digits = value < 10 ? 1 : 0): string {
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, style).format(value);
}

/** Return a duration in its largest unit: "40 sec", "3.5 hr", "12 days". */
export function duration(seconds: number, language: string): string {
  if (seconds < 1) return inUnit(seconds * 1000, "millisecond", language, 0);
  if (seconds < MINUTE_S) return inUnit(seconds, "second", language);
  if (seconds < HOUR_S) return inUnit(seconds / MINUTE_S, "minute", language);
  if (seconds < DAY_S) return inUnit(seconds / HOUR_S, "hour", language);
  return inUnit(seconds / DAY_S, "day", language);
}

/** Return an amount of US dollars; small ones keep two figures that say something. */
export function dollars(amount: number, language: string): string {
  const digits = amount > 0 && amount < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(language, { style: "currency", currency: "USD", ...digits }).format(amount);
}

/** Return a number short enough for an axis: "1.2K". */
export function compact(value: number, language: string): string {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}
