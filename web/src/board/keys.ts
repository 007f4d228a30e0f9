import type { KeyboardEvent, RefObject } from "react";
import type { TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import type { Columns } from "./columns";
import { placeOf, taskAfterKey } from "./navigation";

interface Acts {
  columns: Columns;
  /** Whether cards may be moved. */
  movable: boolean;
  /** The card that gets the focus as soon as it is drawn. */
  wanted: RefObject<number | null>;
  activate: (taskId: number) => void;
  move: (taskId: number, status: TaskStatus) => void;
  openMenu: (taskId: number, anchor: Element) => void;
}

/** Return the task whose card an event comes from, null if it comes from elsewhere. */
export function taskIdOf(target: EventTarget | null): number | null {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-task]") : null;
  return card === null ? null : Number(card.dataset.task);
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === "m" || key === "ContextMenu" || (key === "F10" && shiftKey);
}

/** Do what a key asks for on a card; returns whether it asked for anything. */
function press(event: KeyboardEvent, taskId: number, acts: Acts): boolean {
  if (isMenuKey(event)) {
    acts.openMenu(taskId, event.target as Element);
    return true;
  }
  const status = acts.movable ? STATUSES[Number(event.key) - 1] : undefined;
  if (status !== undefined) {
    acts.wanted.current = taskId;
    acts.move(taskId, status);
    return true;
  }
  const from = placeOf(acts.columns, taskId);
  const next = from === null ? undefined : taskAfterKey(acts.columns, from, event.key);
  if (next !== undefined) {
    acts.wanted.current = next.id;
    acts.activate(next.id);
  }
  return next !== undefined || event.key.startsWith("Arrow"); // arrows at the edge must not scroll the page
}

/** Return what the keys do on cards: arrows, Home and End go, `m` opens the menu, `1` to `4` move. */
export function boardKeys(acts: Acts): (event: KeyboardEvent) => void {
  return (event) => {
    const taskId = taskIdOf(event.target);
    if (taskId === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (press(event, taskId, acts)) event.preventDefault();
  };
}
