import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { SearchResult } from "../api/schema";
import { useAfterPause } from "../ui/afterPause";

/** How long a pause in typing is before the server is asked. */
const PAUSE_MS = 150;
const MOST_HITS = 20;

export interface Found {
  readonly result: SearchResult | undefined;
  /** Whether `result` is not yet that of the newest text. */
  readonly pending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Search when the typing pauses; questions that are outdated are cancelled. */
export function useSearch(text: string): Found {
  const wanted = text.trim();
  const paused = useAfterPause(wanted, PAUSE_MS);
  const query = useQuery({
    queryKey: ["search", paused],
    queryFn: async ({ signal }) => {
      const query = { q: paused, limit: MOST_HITS };
      // The client's types make lists of pairs out of the pairs that the schema says.
      return answered(await api.GET("/api/search", { params: { query }, signal })) as SearchResult;
    },
    enabled: paused !== "",
    placeholderData: keepPreviousData,
  });
  return {
    result: wanted === "" ? undefined : query.data,
    pending: wanted !== "" && (wanted !== paused || query.isFetching),
    error: wanted === "" ? null : query.error,
    retry: () => void query.refetch(),
  };
}
