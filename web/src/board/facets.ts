/** What the server says can be filtered by: also names of tasks that the page has not read, and chats' titles. */

import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { Facets } from "../api/schema";
import { type Kind, type Option, withOptions } from "./filters";

const FRESH_MS = 60_000;

/** Return the facets, undefined while they are not there: filters work without them. */
export function useFacets(enabled: boolean): Facets | undefined {
  const { data } = useQuery({
    queryKey: ["facets"],
    queryFn: async () => answered(await api.GET("/api/facets")),
    staleTime: FRESH_MS,
    enabled,
  });
  return data;
}

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
