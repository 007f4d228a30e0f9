/** Cards that changed while the page was open light up once, calmly, when they are next seen. */

import { type RefObject, useEffect } from "react";
import type { Task } from "../api/schema";
import css from "./Card.module.css";

const opened = Date.now();
const seen = new Map<number, number>();

/** Whether a task has news since its card was last drawn, or since the page was opened. */
function isNews({ id, version, created_at }: Task): boolean {
  const before = seen.get(id);
  seen.set(id, version);
  return before === undefined ? Date.parse(created_at) > opened : version > before;
}

/** Light up an element when the task's version grows. */
export function usePulse(element: RefObject<HTMLElement | null>, task: Task): void {
  useEffect(() => {
    const card = element.current;
    if (card === null || css.pulse === undefined || !isNews(task)) return;
    card.classList.remove(css.pulse);
    void card.offsetWidth; // starts the animation anew
    card.classList.add(css.pulse);
  }, [element, task]);
}
