/** Time zones by name, and what their clocks show. */

import type { Suggestion } from "../SuggestField";

/** Return all time zones that the browser knows, UTC first. */
export function zoneNames(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
}

/** Return what the clocks of a zone show; null when there is no such zone. */
export function clockIn(zone: string, now: Date, language: string): string | null {
  try {
    return new Intl.DateTimeFormat(language, { timeZone: zone, timeStyle: "short" }).format(now);
  } catch {
    return null; // half a name, while it is typed
  }
}

/** Return zones as suggestions, findable by a city's name written as two words. */
export function zoneSuggestions(): Suggestion[] {
  return zoneNames().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
