import {
  type FocusEvent,
  lazy,
  type MouseEvent,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from "react";
import { STATUSES } from "../live/rules";
import { useCanWrite } from "../live/use";
import { useNow } from "../ui/now";
import css from "./Board.module.css";
import { Column } from "./Column";
import { BoardProvider } from "./context";
import { useDragged } from "./drag";
import { boardKeys, taskIdOf } from "./keys";
import { firstTask, placeOf } from "./navigation";
import { useChoice } from "./useChoice";
import { useColumns } from "./useColumns";
import { useMove } from "./useMove";

const CardMenu = lazy(() => import("./CardMenu"));

interface OpenMenu {
  taskId: number;
  anchor: Element;
}

/** All cards in their columns. One card is active: the Tab key comes to it, and keys work on it. */
export function Board() {
  const now = useNow();
  const movable = useCanWrite();
  const [choice] = useChoice();
  const { columns, totals, steps } = useColumns(choice, now);
  const [chosenId, activate] = useState<number | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const wanted = useRef<number | null>(null);
  const [move, said] = useMove();
  const dragged = useDragged();
  const openMenu = useCallback((taskId: number, anchor: Element) => setMenu({ taskId, anchor }), []);
  const onKeyDown = boardKeys({ columns, movable, wanted, activate, move, openMenu });
  const onFocus = useCallback((event: FocusEvent) => {
    const taskId = taskIdOf(event.target);
    if (taskId !== null) activate(taskId);
  }, []);
  const onClick = (event: MouseEvent) => {
    const taskId = taskIdOf(event.target);
    const button = event.target instanceof Element ? event.target.closest("[data-menu]") : null;
    if (taskId !== null && button !== null) openMenu(taskId, button);
  };
  const active = placeOf(columns, chosenId) === null ? firstTask(columns)?.id : chosenId;
  const activeStatus = placeOf(columns, active ?? null)?.status;
  const shared = useMemo(() => ({ movable, now }), [movable, now]);
  return (
    <BoardProvider value={shared}>
      <div className={css.board}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears for the links and buttons of its cards */}
        <div className={css.columns} onKeyDown={onKeyDown} onFocus={onFocus} onClick={onClick}>
          {STATUSES.map((status) => (
            <Column
              key={status}
              status={status}
              tasks={columns[status]}
              total={totals[status]}
              steps={steps}
              activeId={status === activeStatus ? (active ?? null) : null}
              wanted={wanted}
              dragged={dragged}
              onDrop={move}
            />
          ))}
        </div>
        <p className="unseen" role="status">
          {said}
        </p>
      </div>
      <Suspense>
        {menu && <CardMenu {...menu} wanted={wanted} move={move} onClose={() => setMenu(null)} />}
      </Suspense>
    </BoardProvider>
  );
}
