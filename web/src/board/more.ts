/** Further pages of finished tasks: the page starts with the newest of them only. */

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { answered, api, nextCursor } from "../api/client";
import type { Category, Priority, TaskStatus } from "../api/schema";
import { FINISHED } from "../live/loading";
import { CATEGORIES, isFinished, PRIORITIES } from "../live/rules";
import { putTasks } from "../live/store";
import { type Filters, NOBODY } from "./filters";

/** Tasks of one further page. */
const PAGE = 500;

interface Reading {
  readonly busy: boolean;
  /** Where the next page begins, null after the last one. */
  readonly cursor: string | null;
}

/** What has been read, by what was asked for. */
const readings = createStore<Readonly<Record<string, Reading>>>(() => ({}));

/** The server takes one name; of several, or of nobody, all are read and the page picks out. */
function onlyOne(values: readonly string[]): string | undefined {
  const [value] = values;
  return values.length === 1 && value !== NOBODY ? value : undefined;
}

/** Return the filters as the API takes them; it knows fewer than the page, never others. */
export function queryOf(status: TaskStatus, { text, chosen }: Filters) {
  const assignee = onlyOne(chosen.assignee);
  const label = onlyOne(chosen.label);
  const category: Category[] = CATEGORIES.filter((each) => chosen.category.includes(each));
  const priority: Priority[] = PRIORITIES.filter((each) => chosen.priority.includes(each));
  return {
    status: [status],
    sort: "newest" as const,
    limit: PAGE,
    ...(assignee !== undefined && { assignee }),
    ...(label !== undefined && { label }),
    ...(category.length > 0 && { category }),
    ...(priority.length > 0 && { priority }),
    ...(text.trim() !== "" && { q: text.trim() }),
  };
}

export interface More {
  readonly state: "ready" | "busy" | "end";
  /** Read the next page. Throws a `ProblemError`; it can then be tried again. */
  read(): Promise<void>;
}

/** Return how to read further tasks of a status; null while all there are have been read. */
export function useMore(status: TaskStatus, filters: Filters, known: number): More | null {
  const query = queryOf(status, filters);
  const key = JSON.stringify(query);
  const reading = useStore(readings, (all) => all[key]);
  if (!isFinished(status) || known < FINISHED) return null;
  const put = (next: Reading | undefined) =>
    readings.setState((all) => ({ ...all, [key]: next }) as typeof all);
  const read = async () => {
    const cursor = reading?.cursor ?? undefined;
    put({ busy: true, cursor: cursor ?? null });
    try {
      const position = cursor === undefined ? {} : { cursor };
      const result = await api.GET("/api/tasks", { params: { query: { ...query, ...position } } });
      putTasks(answered(result));
      put({ busy: false, cursor: nextCursor(result.response) });
    } catch (error) {
      put(reading);
      throw error;
    }
  };
  if (reading?.busy) return { state: "busy", read };
  return { state: reading?.cursor === null ? "end" : "ready", read };
}
