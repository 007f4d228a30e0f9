/** What the statistics show, read from the server; it is read again soon after something has happened. */

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "wouter";
import { answered, api } from "../api/client";
import { store } from "../live/store";

export const RANGES = [7, 30, 90, 365] as const;
export type Range = (typeof RANGES)[number];

/** How long events are gathered before the figures are read again: a burst of messages is one reading. */
const GATHER_MS = 2_000;
/** Longest time that the agents' report covers, in days. */
const AGENT_DAYS = 90;
const KEY = "stats";

/** Return the range that an address asks for; a month when it asks for none that there is. */
export function rangeOf(days: string | null): Range {
  return RANGES.find((range) => String(range) === days) ?? 30;
}

export function useRange(): Range {
  const [search] = useSearchParams();
  return rangeOf(search.get("days"));
}

export function useCounts() {
  return useQuery({
    queryKey: [KEY, "counts"],
    queryFn: async ({ signal }) => answered(await api.GET("/api/stats", { signal })),
  });
}

export function useHistory(days: number) {
  return useQuery({
    queryKey: [KEY, "history", days],
    queryFn: async ({ signal }) =>
      answered(await api.GET("/api/stats/history", { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useAgents(range: Range) {
  const days = Math.min(range, AGENT_DAYS);
  return useQuery({
    queryKey: [KEY, "agents", days],
    queryFn: async ({ signal }) =>
      answered(await api.GET("/api/agents", { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Read the figures again after events, at most once in `GATHER_MS`. */
export function useFreshFigures(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      void queries.invalidateQueries({ queryKey: [KEY] });
    };
    const unsubscribe = store.subscribe((now, before) => {
      if (now.live.lastSeq === before.live.lastSeq) return;
      timer ??= setTimeout(read, GATHER_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [queries]);
}
