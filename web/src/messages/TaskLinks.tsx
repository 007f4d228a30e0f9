import { Link } from "wouter";
import { isFinished } from "../live/rules";
import { useTask } from "../live/use";
import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import { StatusDot } from "../ui/marks";
import css from "./TaskLinks.module.css";

function TaskLine({ id }: { id: number }) {
  const say = useSay();
  const task = useTask(id);
  return (
    <Link href={`/tasks/${id}`} className={css.link}>
      {task && <StatusDot status={task.status} />}
      <span className={classes(css.title, task && isFinished(task.status) && css.finished)} dir="auto">
        {task?.title ?? say("messages-task-number", { id: String(id) })}
      </span>
      {task && <span className="unseen">{say(`status-${task.status}`)}</span>}
    </Link>
  );
}

/** The tasks that came of a message. */
export function TaskLinks({ ids }: { ids: readonly number[] }) {
  const say = useSay();
  if (ids.length === 0) return null;
  return (
    <ul className={css.list} aria-label={say("messages-tasks")}>
      {ids.map((id) => (
        <li key={id}>
          <TaskLine id={id} />
        </li>
      ))}
    </ul>
  );
}
