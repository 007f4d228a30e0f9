/** What the server says can be filtered by, added to what the loaded tasks offer. */

import type { Facets } from "../api/schema";
import { type Kind, type Option, withOptions } from "./filters";

function facetsOf(kind: Kind, facets: Facets): Option[] {
  switch (kind) {
    case "assignee":
      return facets.assignees.map(({ name, tasks }) => ({ value: name, tasks }));
    case "label":
      return facets.labels.map(({ name, tasks }) => ({ value: name, tasks }));
    case "chat":
      return facets.chats.map(({ chat_id, tasks }) => ({ value: chat_id, tasks }));
    default:
      return [];
  }
}

/** Return `options` and, after them, what only the server knows. */
export function withFacets(options: readonly Option[], kind: Kind, facets: Facets | undefined): Option[] {
  return withOptions(options, facets === undefined ? [] : facetsOf(kind, facets));
}

/** Return the titles of chats by their ids, as far as chats have any. */
export function titlesOf(facets: Facets | undefined): ReadonlyMap<string, string> {
  const titled = facets?.chats.filter(({ title }) => title !== "") ?? [];
  return new Map(titled.map(({ chat_id, title }) => [chat_id, title]));
}
