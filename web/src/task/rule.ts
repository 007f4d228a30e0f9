/** Recurrence rules (RFC 5545, 3.3.10) taken apart, as far as people's rules go. */

export const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The days of a week as rules name them, Monday first. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const DAY_NAMES: readonly string[] = WEEKDAYS;

export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  /** Indices into `WEEKDAYS`. */
  readonly weekdays: readonly number[];
  /** Days of the month; -1 is the last. */
  readonly monthDays: readonly number[];
  readonly until: Date | null;
  readonly count: number | null;
}

const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?(Z)?$/;

function untilOf(text: string): Date | null {
  const match = UNTIL.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = "23", minute = "59", second = "59", zone = ""] = match;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
}

function partsOf(text: string): Map<string, string> {
  const pairs = text.replace(/^RRULE:/i, "").split(";");
  return new Map(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      return [name.toUpperCase(), value.toUpperCase()];
    }),
  );
}

function listOf(parts: ReadonlyMap<string, string>, name: string): string[] {
  return parts.get(name)?.split(",").filter(Boolean) ?? [];
}

const UNDERSTOOD = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST", ""]);

/** Take a rule apart; null when it holds more than is understood here, so that no words are half true. */
export function readRule(text: string): Rule | null {
  const parts = partsOf(text);
  const frequency = FREQUENCIES.find((each) => each === parts.get("FREQ"));
  const weekdays = listOf(parts, "BYDAY").map((day) => DAY_NAMES.indexOf(day));
  const monthDays = listOf(parts, "BYMONTHDAY").map(Number);
  if (frequency === undefined || weekdays.includes(-1) || monthDays.some(Number.isNaN)) return null;
  if ([...parts.keys()].some((name) => !UNDERSTOOD.has(name))) return null;
  return {
    frequency,
    interval: Number(parts.get("INTERVAL") ?? 1),
    weekdays,
    monthDays,
    until: untilOf(parts.get("UNTIL") ?? ""),
    count: parts.has("COUNT") ? Number(parts.get("COUNT")) : null,
  };
}
