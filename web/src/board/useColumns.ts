import { useMemo, useState } from "react";
import type { TaskStatus } from "../api/schema";
import { useLive } from "../live/use";
import { useZone } from "../text/zone";
import type { Choice } from "./address";
import { type Columns, columnsOf, keepAlike, type Steps, stepsOf, totalsOf } from "./columns";

export interface BoardTasks {
  readonly columns: Columns;
  /** How many tasks there are with no filter. */
  readonly totals: Readonly<Record<TaskStatus, number>>;
  readonly steps: ReadonlyMap<number, Steps>;
}

/** Return the tasks as the board shows them; only changes of tasks, not of messages, make them anew. */
export function useColumns({ filters, sort }: Choice, now: Date): BoardTasks {
  const tasks = useLive((state) => state.tasks);
  const zone = useZone();
  const [kept] = useState<{ columns: Columns | null }>(() => ({ columns: null }));
  // Only filters of due times look at the clock.
  const clock = filters.chosen.due.length > 0 ? now : null;
  const columns = useMemo(() => {
    kept.columns = keepAlike(
      kept.columns,
      columnsOf(tasks.values(), filters, sort, clock ?? new Date(), zone),
    );
    return kept.columns;
  }, [kept, tasks, filters, sort, clock, zone]);
  const totals = useMemo(() => totalsOf(tasks.values()), [tasks]);
  const steps = useMemo(() => stepsOf(tasks.values()), [tasks]);
  return { columns, totals, steps };
}
