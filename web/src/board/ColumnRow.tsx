import {
  type FocusEvent,
  lazy,
  type MouseEvent,
  Suspense,
  type UIEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import type { TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import { useCanWrite } from "../live/use";
import css from "./Board.module.css";
import { Column } from "./Column";
import { BoardProvider } from "./context";
import { useDragged } from "./drag";
import type { Filters } from "./filters";
import { boardKeys, taskIdOf } from "./keys";
import { firstTask, placeOf } from "./navigation";
import type { BoardTasks } from "./useColumns";
import { useMove } from "./useMove";

const CardMenu = lazy(() => import("./CardMenu"));

interface ColumnRowProps extends BoardTasks {
  filters: Filters;
  now: Date;
  /** Show one column at a time, as panels of tabs. */
  phone: boolean;
  /** Hears which column is in sight when there is one at a time. */
  onSight: (status: TaskStatus) => void;
}

interface OpenMenu {
  taskId: number;
  anchor: Element;
}

/** The columns side by side. One card is active: the Tab key comes to it, and keys work on it. */
export function ColumnRow({ columns, totals, steps, filters, now, phone, onSight }: ColumnRowProps) {
  const movable = useCanWrite();
  const [chosenId, activate] = useState<number | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const wanted = useRef<number | null>(null);
  const [move, said] = useMove();
  const dragged = useDragged();
  const openMenu = (taskId: number, anchor: Element) => setMenu({ taskId, anchor });
  const onClick = ({ target }: MouseEvent) => {
    const taskId = taskIdOf(target);
    const button = target instanceof Element ? target.closest("[data-menu]") : null;
    if (taskId !== null && button !== null) openMenu(taskId, button);
  };
  const onFocus = ({ target }: FocusEvent) => activate(taskIdOf(target) ?? chosenId);
  const onScroll = ({ currentTarget: row, target }: UIEvent) => {
    const status = STATUSES[Math.round(Math.abs(row.scrollLeft) / row.clientWidth)];
    if (phone && target === row && status !== undefined) onSight(status);
  };
  const activeId = (placeOf(columns, chosenId) ? chosenId : firstTask(columns)?.id) ?? null;
  const activeStatus = placeOf(columns, activeId)?.status;
  const shared = useMemo(() => ({ movable, now }), [movable, now]);
  const onKeyDown = boardKeys({ columns, movable, wanted, activate, move, openMenu });
  return (
    <BoardProvider value={shared}>
      <div className={css.columns} {...{ onKeyDown, onFocus, onClick, onScroll }}>
        {STATUSES.map((status) => (
          <Column
            key={status}
            status={status}
            tasks={columns[status]}
            total={totals[status]}
            activeId={status === activeStatus ? activeId : null}
            onDrop={move}
            {...{ steps, filters, wanted, dragged, phone }}
          />
        ))}
      </div>
      <p className="unseen" role="status">
        {said}
      </p>
      <Suspense>
        {menu && <CardMenu {...menu} wanted={wanted} move={move} onClose={() => setMenu(null)} />}
      </Suspense>
    </BoardProvider>
  );
}
