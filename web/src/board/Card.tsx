import { EllipsisVertical, ListChecks, MessageSquare, Repeat } from "lucide-react";
import { memo, useRef } from "react";
import { Link } from "wouter";
import type { Task } from "../api/schema";
import { isFinished } from "../live/rules";
import { useSay } from "../text/text";
import { IconButton } from "../ui/Button";
import { classes } from "../ui/classes";
import { Avatars, CategoryMark, DueMark, LabelMark, PriorityMark } from "../ui/marks";
import css from "./Card.module.css";
import { useBoardContext } from "./context";
import { useDraggable } from "./drag";
import { usePulse } from "./pulse";

/** Labels shown on a card; of more only their number. */
const MOST_LABELS = 3;

interface CardProps {
  task: Task;
  /** Completed of all its steps, such as "2/5"; null without steps. */
  steps: string | null;
  /** Whether it is the one that the Tab key comes to. */
  active: boolean;
}

/** One task on the board. Clicks and keys are heard by the board around it (`data-task`, `data-menu`). */
export const Card = memo(function Card({ task, steps, active }: CardProps) {
  const say = useSay();
  const { movable } = useBoardContext();
  const element = useRef<HTMLElement>(null);
  useDraggable(element, { taskId: task.id, from: task.status }, movable);
  usePulse(element, task);
  const facts = `facts-${task.id}`;
  return (
    <article
      ref={element}
      className={classes(css.card, css[task.priority], isFinished(task.status) && css.finished)}
      data-task={task.id}
    >
      <div className={css.head}>
        <CategoryMark category={task.category} short />
        <Link
          href={`/tasks/${task.id}`}
          className={css.title}
          tabIndex={active ? 0 : -1}
          draggable={false}
          aria-describedby={facts}
          dir="auto"
        >
          {task.title}
        </Link>
        <IconButton label={say("board-menu")} small className={css.more} tabIndex={-1} data-menu>
          <EllipsisVertical aria-hidden />
        </IconButton>
      </div>
      <Facts id={facts} task={task} steps={steps} />
    </article>
  );
});

function Facts({ id, task, steps }: { id: string; task: Task; steps: string | null }) {
  const { now } = useBoardContext();
  const assignees = task.assignees ?? [];
  return (
    <div id={id} className={css.facts}>
      <PriorityMark priority={task.priority} short={task.priority === "medium" || task.priority === "low"} />
      {task.due && <DueMark due={task.due} now={now} done={isFinished(task.status)} />}
      <Counts task={task} steps={steps} />
      <Labels names={task.labels ?? []} />
      {assignees.length > 0 && (
        <span className={css.people}>
          <Avatars names={assignees} />
        </span>
      )}
    </div>
  );
}

function Counts({ task, steps }: { task: Task; steps: string | null }) {
  const say = useSay();
  const messages = task.message_ids?.length ?? 0;
  return (
    <>
      {steps !== null && (
        <span className={css.count} title={say("board-steps", { steps })}>
          <ListChecks aria-hidden />
          <span aria-hidden>{steps}</span>
          <span className="unseen">{say("board-steps", { steps })}</span>
        </span>
      )}
      {messages > 0 && (
        <span className={css.count} title={say("board-messages", { count: messages })}>
          <MessageSquare aria-hidden />
          {messages > 1 && <span aria-hidden>{messages}</span>}
          <span className="unseen">{say("board-messages", { count: messages })}</span>
        </span>
      )}
      {task.recurrence && (
        <span className={css.count} title={say("board-recurring")}>
          <Repeat aria-hidden />
          <span className="unseen">{say("board-recurring")}</span>
        </span>
      )}
    </>
  );
}

function Labels({ names }: { names: readonly string[] }) {
  const rest = names.length - MOST_LABELS;
  return (
    <>
      {names.slice(0, MOST_LABELS).map((name) => (
        <LabelMark key={name} name={name} />
      ))}
      {rest > 0 && <span className={css.count}>+{rest}</span>}
    </>
  );
}
