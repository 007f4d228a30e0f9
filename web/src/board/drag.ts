/** Dragging cards with a pointer: what is dragged, and which columns take it. */

import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { type RefObject, useEffect, useState } from "react";
import type { TaskStatus } from "../api/schema";
import { mayMove, STATUSES } from "../live/rules";

/** A card on its way. */
export interface Dragged {
  readonly taskId: number;
  readonly from: TaskStatus;
}

/** Return what a drag carries, null if it is not one of ours. */
function draggedOf(data: Record<string | symbol, unknown>): Dragged | null {
  const from = STATUSES.find((status) => status === data.from);
  return typeof data.taskId === "number" && from !== undefined ? { taskId: data.taskId, from } : null;
}

/** Let an element be dragged as a task's card. */
export function useDraggable(
  element: RefObject<HTMLElement | null>,
  { taskId, from }: Dragged,
  enabled: boolean,
): void {
  useEffect(() => {
    if (element.current === null || !enabled) return;
    return draggable({ element: element.current, getInitialData: () => ({ taskId, from }) });
  }, [element, taskId, from, enabled]);
}

/** Let an element take cards that may come to `status`; returns whether one is above it. */
export function useDropTarget(
  element: RefObject<HTMLElement | null>,
  status: TaskStatus,
  onDrop: (taskId: number, status: TaskStatus) => void,
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => {
        const dragged = draggedOf(source.data);
        return dragged !== null && mayMove(dragged.from, status);
      },
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const dragged = draggedOf(source.data);
        if (dragged !== null) onDrop(dragged.taskId, status);
      },
    });
  }, [element, status, onDrop]);
  return over;
}

/** Return the card that is being dragged, null while none is. */
export function useDragged(): Dragged | null {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  useEffect(
    () =>
      monitorForElements({
        onDragStart: ({ source }) => setDragged(draggedOf(source.data)),
        onDrop: () => setDragged(null),
      }),
    [],
  );
  return dragged;
}
