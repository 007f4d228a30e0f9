import { type Say, useLanguage, useSay } from "../text/text";
import { type Rule, readRule } from "./rule";

/** 5 January 2026 was a Monday. */
const MONDAY = 5;

function daysOf({ weekdays }: Rule, say: Say, language: string): string {
  if (weekdays.join() === "0,1,2,3,4") return say("task-rule-workdays");
  const form = new Intl.DateTimeFormat(language, { weekday: weekdays.length > 2 ? "short" : "long" });
  const names = weekdays.map((day) => form.format(new Date(2026, 0, MONDAY + day)));
  return new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names);
}

function monthDaysOf({ monthDays }: Rule, say: Say): string {
  return monthDays
    .map((day) => (day === -1 ? say("task-rule-last-day") : say("task-rule-month-day", { day })))
    .join(", ");
}

function endOf({ until, count }: Rule, say: Say, language: string): string {
  if (until !== null) {
    const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(until);
    return say("task-rule-until", { day });
  }
  return count === null ? "" : say("task-rule-count", { count });
}

/** Return a rule in words, such as "every 2 weeks: Monday, Thursday". */
export function wordsOf(text: string, say: Say, language: string): string {
  const rule = readRule(text);
  if (rule === null) return text;
  const every = say(`task-rule-${rule.frequency.toLowerCase()}`, { interval: rule.interval });
  const days = rule.weekdays.length > 0 ? daysOf(rule, say, language) : monthDaysOf(rule, say);
  const when = days === "" ? every : `${every}: ${days}`;
  return [when, endOf(rule, say, language)].filter(Boolean).join(", ");
}

/** Return how to say recurrence rules in the person's language. */
export function useRuleWords(): (text: string) => string {
  const say = useSay();
  const language = useLanguage();
  return (text) => wordsOf(text, say, language);
}
