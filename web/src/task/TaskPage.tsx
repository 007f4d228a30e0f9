import { CornerLeftUp } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";
import type { TaskDetail } from "../api/schema";
import { usePreference } from "../app/preferences";
import { useCanWrite, useTask } from "../live/use";
import { useSay } from "../text/text";
import { useShortcuts } from "../ui/keys";
import { useNow } from "../ui/now";
import { Description } from "./Description";
import { Facts } from "./Facts";
import { History } from "./History";
import { lastToChange } from "./history";
import { Sources } from "./Sources";
import css from "./TaskPage.module.css";
import { Title } from "./Title";
import { useTextEdit } from "./useTextEdit";

/** A task with all that belongs to it: the work on the left, the facts on the right or, on phones, above. */
export function TaskPage({ detail }: { detail: TaskDetail }) {
  const now = useNow();
  const canWrite = useCanWrite();
  const letters = usePreference("letterKeys");
  const status = useRef<HTMLButtonElement>(null);
  const task: TaskDetail = { ...detail, ...useTask(detail.id) };
  const title = useTextEdit(task, "title");
  const history = detail.history ?? [];
  useShortcuts(letters && canWrite ? { e: title.begin, s: () => status.current?.click() } : {});
  return (
    <article className={css.page}>
      <header className={css.head}>
        <Where task={task} />
        <Title task={task} edit={title} canWrite={canWrite} actor={lastToChange(history, "title")} />
      </header>
      <aside className={css.facts}>
        <Facts task={task} now={now} canWrite={canWrite} keys={{ status }} />
      </aside>
      <div className={css.work}>
        <Description task={task} canWrite={canWrite} actor={lastToChange(history, "description")} />
        <Sources messages={detail.messages ?? []} now={now} />
        <History history={history} now={now} />
      </div>
    </article>
  );
}

/** The task's number, and the way to what it is a step of. */
function Where({ task }: { task: TaskDetail }) {
  const say = useSay();
  return (
    <div className={css.where}>
      <Link href="/">{say("view-board")}</Link>
      {task.parent && (
        <Link href={`/tasks/${task.parent.task_id}`} className={css.parent}>
          <CornerLeftUp aria-hidden />
          <span className="unseen">{say("task-parent")} </span>
          <bdi>{task.parent.title}</bdi>
        </Link>
      )}
      <span>#{task.id}</span>
    </div>
  );
}
