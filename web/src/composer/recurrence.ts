/** Recurrence rules (RFC 5545) in words, as far as quick add makes them. */

import { useCallback } from "react";
import { type Say, useLanguage, useSay } from "../text/text";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const UNITS: Record<string, string> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };

function partsOf(rule: string): Map<string, string> {
  const lines = rule.split(";").map((part) => part.split("="));
  return new Map(lines.map(([name = "", value = ""]) => [name, value]));
}

/** Return the names of weekdays, such as "Mon, Thu"; 1 January 2024 was a Monday. */
function weekdays(days: readonly string[], language: string): string {
  const format = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const names = days.map((day) =>
    format.format(new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day.slice(-2))))),
  );
  return names.join(", ");
}

/** Return a rule such as `FREQ=WEEKLY;BYDAY=FR` in words: "every week: Fri". */
export function ruleInWords(rule: string, language: string, say: Say): string {
  const parts = partsOf(rule);
  const unit = UNITS[parts.get("FREQ") ?? ""];
  if (unit === undefined) return say("repeats");
  const every = say(`repeats-${unit}`, { count: Number(parts.get("INTERVAL") ?? 1) });
  const days = parts.get("BYDAY");
  return days ? `${every}: ${weekdays(days.split(","), language)}` : every;
}

export function useRecurrenceWords(): (rule: string) => string {
  const say = useSay();
  const language = useLanguage();
  return useCallback((rule) => ruleInWords(rule, language, say), [say, language]);
}
