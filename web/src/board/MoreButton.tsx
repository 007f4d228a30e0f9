import type { TaskStatus } from "../api/schema";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { toastProblem } from "../ui/toasts";
import css from "./Column.module.css";
import type { Filters } from "./filters";
import { useMore } from "./more";

interface MoreButtonProps {
  status: TaskStatus;
  filters: Filters;
  /** Tasks of this status that have been read. */
  known: number;
}

/** Reads older tasks of a finished column. */
export function MoreButton({ status, filters, known }: MoreButtonProps) {
  const say = useSay();
  const more = useMore(status, filters, known);
  if (more === null) return null;
  if (more.state === "end") return <p className={css.empty}>{say("board-more-end")}</p>;
  const busy = more.state === "busy";
  return (
    <Button
      small
      className={css.more}
      aria-disabled={busy}
      onClick={() => void (busy || more.read().catch(toastProblem))}
    >
      {say(busy ? "board-more-busy" : "board-more")}
    </Button>
  );
}
