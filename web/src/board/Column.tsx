import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useCallback, useRef } from "react";
import type { Task, TaskStatus } from "../api/schema";
import { mayMove } from "../live/rules";
import { count } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { classes } from "../ui/classes";
import { StatusDot } from "../ui/marks";
import { Card } from "./Card";
import css from "./Column.module.css";
import type { Steps } from "./columns";
import { type Dragged, useDropTarget } from "./drag";
import type { Filters } from "./filters";
import { MoreButton } from "./MoreButton";
import { useFocusOf } from "./useFocus";
import { useRememberedScroll } from "./useRememberedScroll";

/** What a card is likely to measure, in pixels, until it is measured. */
const LIKELY_HEIGHT = 92;

interface ColumnProps {
  status: TaskStatus;
  tasks: readonly Task[];
  /** Tasks of this status with no filter. */
  total: number;
  steps: ReadonlyMap<number, Steps>;
  /** The card of this column that the Tab key comes to; null: it is in another one. */
  activeId: number | null;
  /** The card that is to get the focus as soon as it is drawn. */
  wanted: RefObject<number | null>;
  dragged: Dragged | null;
  onDrop: (taskId: number, status: TaskStatus) => void;
  filters: Filters;
  /** It is a panel of the tabs, which show its name. */
  phone: boolean;
}

function lookOf(dragged: Dragged | null, status: TaskStatus, over: boolean): string | undefined {
  if (dragged === null || dragged.from === status) return undefined;
  if (!mayMove(dragged.from, status)) return css.closed;
  return over ? css.over : css.takes;
}

/** The cards of one status. */
export const Column = memo(function Column(props: ColumnProps) {
  const { status, dragged, onDrop, phone } = props;
  const say = useSay();
  const element = useRef<HTMLElement>(null);
  const over = useDropTarget(element, status, onDrop);
  return (
    <section
      ref={element}
      id={`column-${status}`}
      className={classes(css.column, lookOf(dragged, status, over))}
      data-status={status}
      {...(phone
        ? { role: "tabpanel", "aria-labelledby": `tab-${status}` }
        : { "aria-label": say(`status-${status}`) })}
    >
      {!phone && <Head {...props} />}
      <Cards {...props} />
    </section>
  );
});

function Head({ status, tasks, total }: ColumnProps) {
  const say = useSay();
  const language = useLanguage();
  const shown = count(tasks.length, language);
  return (
    <header className={css.head}>
      <StatusDot status={status} />
      <h2>{say(`status-${status}`)}</h2>
      <span className={css.count}>
        {tasks.length === total ? shown : say("board-of", { shown, all: count(total, language) })}
      </span>
    </header>
  );
}

function Cards({ status, tasks, total, steps, activeId, wanted, filters }: ColumnProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const active = activeId === null ? -1 : tasks.findIndex((task) => task.id === activeId);
  const remembered = useRememberedScroll(status, scroller);
  const virtualizer = useVirtualizer({
    ...remembered,
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LIKELY_HEIGHT,
    getItemKey: useCallback((index: number) => tasks[index]?.id ?? index, [tasks]),
    rangeExtractor: useRangeWith(active),
    overscan: 5,
    gap: 8,
    directDomUpdates: true,
  });
  useFocusOf(activeId, wanted, scroller, () => virtualizer.scrollToIndex(active));
  return (
    <div ref={scroller} className={css.scroller}>
      {tasks.length === 0 && (
        <p className={css.empty}>{say(total > 0 ? "board-none-fits" : `board-empty-${status}`)}</p>
      )}
      <ul ref={virtualizer.containerRef} className={css.cards}>
        {virtualizer.getVirtualItems().map(({ key, index }) => {
          const task = tasks[index];
          return task === undefined ? null : (
            <li key={key} ref={virtualizer.measureElement} data-index={index} className={css.place}>
              <Card task={task} steps={wordsOf(steps.get(task.id))} active={task.id === activeId} />
            </li>
          );
        })}
      </ul>
      <MoreButton status={status} filters={filters} known={total} />
    </div>
  );
}

function wordsOf(steps: Steps | undefined): string | null {
  return steps === undefined ? null : `${steps.done}/${steps.all}`;
}

/** Return which cards are drawn: those in sight, and the active one wherever it is, for it may have the focus. */
function useRangeWith(active: number) {
  return useCallback(
    ({ startIndex, endIndex, overscan, count: all }: VisibleRange) => {
      const from = Math.max(startIndex - overscan, 0);
      const to = Math.min(endIndex + overscan, all - 1);
      const drawn = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
      if (active >= 0 && active < from) drawn.unshift(active);
      if (active > to && active < all) drawn.push(active);
      return drawn;
    },
    [active],
  );
}

interface VisibleRange {
  startIndex: number;
  endIndex: number;
  overscan: number;
  count: number;
}
