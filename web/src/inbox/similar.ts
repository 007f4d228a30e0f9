/** Tasks that a proposal may belong to. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { answered, api } from "../api/client";
import type { Task } from "../api/schema";
import { useLive } from "../live/use";

const MOST = 8;

/** Return a text as a query for it: what has a meaning of its own in queries is taken out. */
export function plainQuery(text: string): string {
  return text
    .replaceAll(/["“”«»]/g, " ")
    .replaceAll(/(^|\s)-+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 500);
}

/** Whether something may be merged into a task: closed ones take nothing any more. */
function takes(task: Task): boolean {
  return task.status !== "closed";
}

/** Return those of `tasks` whose title has all words of `text`, the newest first. */
export function titled(tasks: Iterable<Task>, text: string): Task[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const fits = (task: Task) => {
    const title = task.title.toLocaleLowerCase();
    return takes(task) && words.every((word) => title.includes(word));
  };
  return [...tasks]
    .filter(fits)
    .sort((a, b) => b.id - a.id)
    .slice(0, MOST);
}

/** Return the tasks of both lists in their order, each once. */
export function together(first: readonly Task[], second: readonly Task[]): Task[] {
  return [...new Map([...first, ...second].map((task) => [task.id, task])).values()].slice(0, MOST);
}

/** Search unfinished and completed tasks by words and meaning. */
export function useSimilar(text: string, enabled = true) {
  const query = plainQuery(text);
  return useQuery({
    queryKey: ["similar", query],
    queryFn: async ({ signal }) => {
      const status = ["open", "in_progress", "completed"] as const;
      const asked = { q: query, kind: ["task" as const], status: [...status], limit: MOST };
      const { hits } = answered(await api.GET("/api/search", { params: { query: asked }, signal }));
      return hits.flatMap((hit) => (hit.task ? [hit.task] : []));
    },
    enabled: enabled && query !== "",
    placeholderData: keepPreviousData,
  });
}

/** Return the tasks that fit what somebody types; with nothing typed those that are like `like`. */
export function useTargets(typed: string, like: string) {
  const text = useDeferredValue(typed.trim());
  const known = useLive((state) => state.tasks);
  const found = useSimilar(text || like);
  return {
    tasks: together(titled(known.values(), text), found.data ?? []).map((task) => known.get(task.id) ?? task),
    searching: found.isFetching,
    error: found.error,
  };
}
