import { Popover } from "@base-ui/react/popover";
import { CalendarClock } from "lucide-react";
import { type Ref, useState } from "react";
import type { Task } from "../api/schema";
import { isFinished } from "../live/rules";
import { useSay } from "../text/text";
import { DueMark } from "../ui/marks";
import { DueEditor } from "./DueEditor";
import css from "./Facts.module.css";

interface DueFieldProps {
  task: Task;
  now: Date;
  disabled: boolean;
  onChange: (due: string | null) => void;
  ref?: Ref<HTMLButtonElement>;
}

/** When a task is due; pressing it opens a line that understands words. */
export function DueField({ task, now, disabled, onChange, ref }: DueFieldProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const shown = task.due ? (
    <DueMark due={task.due} now={now} done={isFinished(task.status)} />
  ) : (
    <span className={css.none}>{say("task-due-none")}</span>
  );
  if (disabled) return <span className={css.value}>{shown}</span>;
  const choose = (due: string | null) => {
    setOpen(false);
    if (due !== (task.due ?? null)) onChange(due);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger ref={ref} className={css.choice} aria-keyshortcuts="d">
        {/* The name has to hold what is shown, and what it is. */}
        <span className="unseen">{say("task-field-due")}: </span>
        <span className={css.chosen}>{shown}</span>
        <CalendarClock aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={css.positioner} align="start" sideOffset={4} collisionPadding={8}>
          <Popover.Popup className={css.popup}>
            <Popover.Title className="unseen">{say("task-due-title")}</Popover.Title>
            <DueEditor now={now} canClear={Boolean(task.due)} onChoose={choose} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
