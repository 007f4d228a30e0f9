/** What the server says tasks can be filtered and named by; also names of tasks that the page has not read. */

import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { Facets } from "../api/schema";

const FRESH_MS = 60_000;

/** Return the facets, undefined while they are not there: everything works without them. */
export function useFacets(enabled: boolean): Facets | undefined {
  const { data } = useQuery({
    queryKey: ["facets"],
    queryFn: async () => answered(await api.GET("/api/facets")),
    staleTime: FRESH_MS,
    enabled,
  });
  return data;
}
