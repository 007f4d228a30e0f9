import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { answered, api, nextCursor } from "../api/client";
import type { Message } from "../api/schema";
import { MAX_MESSAGES } from "../live/state";
import { useLive } from "../live/use";
import type { Range } from "../text/pieces";
import { type Filters, filtersAtAll, fits } from "./filters";
import { mergedFeed, tornApart } from "./merging";

/** Messages of one request. */
const PAGE = 50;
/** Most hits that the server gives for a search. */
const HITS = 100;

/** The part of a message that a search has found. */
/** The client's types make a list of numbers out of the pair that the schema says. */
function pairOf([start = 0, end = 0]: readonly number[]): Range {
  return [start, end];
}

export interface Snippet {
  readonly text: string;
  /** What was looked for: pairs of code points, from the first to the one after the last. */
  readonly places: readonly Range[];
}

export interface Feed {
  readonly messages: readonly Message[];
  /** Where the words of a search were found, by message. */
  readonly hits: ReadonlyMap<number, Snippet>;
  /** The search could look for words only, not for what they mean. */
  readonly wordsOnly: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** Reads older messages; null when there are none, or the answer to a search is whole. */
  readonly more: (() => void) | null;
  readonly loadingMore: boolean;
}

const NO_HITS: ReadonlyMap<number, Snippet> = new Map();

async function readPage(filters: Filters, cursor: string | null, signal: AbortSignal) {
  const { chat, author, category, status, source } = filters;
  const query = {
    limit: PAGE,
    ...(cursor && { cursor }),
    ...(chat && { chat_id: chat }),
    ...(author && { author }),
    ...(category && { category }),
    ...(status && { status }),
    ...(source && { source }),
  };
  const result = await api.GET("/api/messages", { params: { query }, signal });
  return { messages: answered(result), next: nextCursor(result.response) };
}

function usePages(filters: Filters) {
  const { text, ...others } = filters;
  return useInfiniteQuery({
    queryKey: ["messages", "pages", others],
    queryFn: ({ pageParam, signal }) => readPage(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: text === "",
    // The live store keeps what was read up to date; reading all pages again would bring nothing.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

function usePagedFeed(filters: Filters): Feed {
  const live = useLive((state) => state.live.messages);
  const query = usePages(filters);
  const { data, refetch } = query;
  const pages = useMemo(() => data?.pages.flatMap((page) => page.messages) ?? null, [data]);
  const complete = pages !== null && !query.hasNextPage;
  const torn = !filtersAtAll(filters) && pages !== null && tornApart(pages, live, MAX_MESSAGES);
  useEffect(() => {
    if (torn) void refetch();
  }, [torn, refetch]);
  const messages = useMemo(
    () => mergedFeed(pages, live, complete, (message) => fits(message, filters)),
    [pages, live, complete, filters],
  );
  return {
    messages,
    hits: NO_HITS,
    wordsOnly: false,
    loading: query.isPending && messages.length === 0,
    error: query.error,
    retry: () => void refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
  };
}

function useFound(filters: Filters): Feed {
  const live = useLive((state) => state.live.messages);
  const { text } = filters;
  const query = useQuery({
    queryKey: ["messages", "search", text],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET("/api/search", {
          params: { query: { q: text, kind: ["message"], limit: HITS } },
          signal,
        }),
      ),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
  const [messages, hits] = useMemo(() => {
    const found = (query.data?.hits ?? []).flatMap((hit) =>
      hit.message ? [[hit.message.id, hit] as const] : [],
    );
    const shown = found.flatMap(([id, { message }]) => live.get(id) ?? message ?? []);
    const snippets = found.map(
      ([id, hit]) => [id, { text: hit.snippet, places: hit.highlights.map(pairOf) }] as const,
    );
    return [shown.filter((message) => fits(message, filters)), new Map(snippets)];
  }, [query.data, live, filters]);
  return {
    messages,
    hits,
    wordsOnly: query.data?.meaning === false,
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    more: null,
    loadingMore: false,
  };
}

/** Return the messages to show: live and paged, or what a search has found, best first. */
export function useFeed(filters: Filters): Feed {
  const paged = usePagedFeed(filters);
  const found = useFound(filters);
  return filters.text === "" ? paged : found;
}
