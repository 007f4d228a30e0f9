/** How values of filters are called. */

import type { Say } from "../text/text";
import { type Filters, KINDS, type Kind, NOBODY } from "./filters";

/** Return the name of a value; people's own words stay as they are. */
export function nameOf(kind: Kind, value: string, say: Say): string {
  switch (kind) {
    case "category":
    case "priority":
      return say(`${kind}-${value}`);
    case "due":
      return say(`board-due-${value}`);
    default:
      return value === NOBODY ? say(`board-no-${kind}`) : value;
  }
}

/** Return what is chosen of a kind in a few words: the first value, and how many more. */
export function chosenWords(kind: Kind, filters: Filters, say: Say): string {
  const [first, ...others] = filters.chosen[kind];
  if (first === undefined) return say(`board-filter-${kind}`);
  const more = others.length > 0 ? ` +${others.length}` : "";
  return `${say(`board-filter-${kind}`)}: ${nameOf(kind, first, say)}${more}`;
}

/** Return the kinds that are offered: a chat only when the address names one. */
export function offeredKinds(filters: Filters): readonly Kind[] {
  return KINDS.filter((kind) => kind !== "chat" || filters.chosen.chat.length > 0);
}
