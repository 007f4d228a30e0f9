import { type RefObject, useEffect, useState } from "react";
import type { TaskStatus } from "../api/schema";

const offsets = new Map<TaskStatus, number>();

/** Let a column open where it was left, when somebody comes back from a task. Returns options of its virtualizer. */
export function useRememberedScroll(
  status: TaskStatus,
  scroller: RefObject<HTMLElement | null>,
): { initialOffset: number } {
  const [initialOffset] = useState(() => offsets.get(status) ?? 0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = () => offsets.set(status, element.scrollTop);
    element.addEventListener("scroll", remember, { passive: true });
    return () => element.removeEventListener("scroll", remember);
  }, [status, scroller]);
  return { initialOffset };
}
