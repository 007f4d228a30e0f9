import { CornerLeftUp, Merge } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";
import type { TaskDetail } from "../api/schema";
import { usePreference } from "../app/preferences";
import { useCanWrite, useTask } from "../live/use";
import { useSay } from "../text/text";
import { useShortcuts } from "../ui/keys";
import { useNow } from "../ui/now";
import { Comments } from "./Comments";
import { Description } from "./Description";
import { Facts } from "./Facts";
import { History } from "./History";
import { lastToChange } from "./history";
import { Links } from "./Links";
import { Sources } from "./Sources";
import { Subtasks } from "./Subtasks";
import css from "./TaskPage.module.css";
import { Title } from "./Title";
import { useTextEdit } from "./useTextEdit";

interface TaskPageProps {
  detail: TaskDetail;
  /** Called when what was read may be out of date. */
  onStale: () => void;
}

/** A task with all that belongs to it: the work on the left, the facts on the right or, on phones, above. */
export function TaskPage({ detail, onStale }: TaskPageProps) {
  const now = useNow();
  const canWrite = useCanWrite();
  const letters = usePreference("letterKeys");
  const keys = {
    status: useRef<HTMLButtonElement>(null),
    due: useRef<HTMLButtonElement>(null),
    assignees: useRef<HTMLInputElement>(null),
    labels: useRef<HTMLInputElement>(null),
  };
  const comment = useRef<HTMLTextAreaElement>(null);
  const task: TaskDetail = { ...detail, ...useTask(detail.id) };
  const title = useTextEdit(task, "title");
  const history = detail.history ?? [];
  const shortcuts = {
    e: title.begin,
    s: () => keys.status.current?.click(),
    d: () => keys.due.current?.click(),
    a: () => keys.assignees.current?.focus(),
    l: () => keys.labels.current?.focus(),
    c: () => comment.current?.focus(),
  };
  useShortcuts(letters && canWrite ? shortcuts : {});
  return (
    <article className={css.page}>
      <header className={css.head}>
        <Where task={task} />
        <Title task={task} edit={title} canWrite={canWrite} actor={lastToChange(history, "title")} />
        <MergedNote task={task} />
      </header>
      <aside className={css.facts}>
        <Facts task={task} now={now} canWrite={canWrite} keys={keys} />
      </aside>
      <div className={css.work}>
        <Description task={task} canWrite={canWrite} actor={lastToChange(history, "description")} />
        <Subtasks task={task} canWrite={canWrite} />
        <Sources messages={detail.messages ?? []} now={now} />
        <Comments ref={comment} task={task} now={now} canWrite={canWrite} onChange={onStale} />
        <Links task={task} canWrite={canWrite} />
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

/** Leads on from a task that lives in another one now. */
function MergedNote({ task }: { task: TaskDetail }) {
  const say = useSay();
  const into = task.links?.find((link) => link.kind === "merged");
  if (into === undefined || task.status !== "closed") return null;
  return (
    <p className={css.merged}>
      <Merge aria-hidden />
      <span>
        {say("task-merged-into")}{" "}
        <Link href={`/tasks/${into.task_id}`}>
          <bdi>{into.title}</bdi>
        </Link>
      </span>
    </p>
  );
}
