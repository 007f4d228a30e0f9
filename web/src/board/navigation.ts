/** Where the arrow keys go. */

import type { Task, TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import type { Columns } from "./columns";

export interface Place {
  readonly status: TaskStatus;
  readonly index: number;
}

/** Return where a task is shown, null if it is not. */
export function placeOf(columns: Columns, taskId: number | null): Place | null {
  for (const status of STATUSES) {
    const index = columns[status].findIndex((task) => task.id === taskId);
    if (index >= 0) return { status, index };
  }
  return null;
}

/** Return the task that takes the focus when nobody has been anywhere yet: the first one. */
export function firstTask(columns: Columns): Task | null {
  for (const status of STATUSES) {
    const [first] = columns[status];
    if (first !== undefined) return first;
  }
  return null;
}

function aside(columns: Columns, from: Place, by: 1 | -1): Task | undefined {
  let at = STATUSES.indexOf(from.status) + by;
  for (let status = STATUSES[at]; status !== undefined; at += by, status = STATUSES[at]) {
    const column = columns[status];
    if (column.length > 0) return column[Math.min(from.index, column.length - 1)];
  }
  return undefined;
}

/** Return the task that a key goes to from `from`; undefined when it goes nowhere. */
export function taskAfterKey(columns: Columns, from: Place, key: string): Task | undefined {
  const column = columns[from.status];
  switch (key) {
    case "ArrowDown":
      return column[from.index + 1];
    case "ArrowUp":
      return column[from.index - 1];
    case "Home":
      return column[0];
    case "End":
      return column.at(-1);
    case "ArrowRight":
      return aside(columns, from, 1);
    case "ArrowLeft":
      return aside(columns, from, -1);
    default:
      return undefined;
  }
}
