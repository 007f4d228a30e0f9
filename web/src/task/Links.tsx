import { Merge } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { TaskDetail, TaskLink } from "../api/schema";
import { useTask } from "../live/use";
import { percent } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Button } from "../ui/Button";
import { StatusMark } from "../ui/marks";
import css from "./Links.module.css";
import { MergeDialog, type Target } from "./MergeDialog";
import { Section } from "./Section";

/** Tasks that belong to this one, and the way to make one of two. */
export function Links({ task, canWrite }: { task: TaskDetail; canWrite: boolean }) {
  const say = useSay();
  const links = task.links ?? [];
  // `null`: the target is still to be chosen; undefined: nobody merges.
  const [target, setTarget] = useState<Target | null | undefined>();
  const mayMerge = canWrite && !links.some((link) => link.kind === "merged" && task.status === "closed");
  if (links.length === 0 && !mayMerge) return null;
  return (
    <Section
      title={say("task-links")}
      count={links.length || undefined}
      action={
        mayMerge && (
          <Button look="plain" small onClick={() => setTarget(null)}>
            <Merge aria-hidden />
            {say("task-merge")}
          </Button>
        )
      }
    >
      {links.length === 0 && <p className={css.none}>{say("task-links-none")}</p>}
      <ul className={css.links}>
        {links.map((link) => (
          <LinkLine key={link.task_id} link={link} onMerge={mayMerge ? setTarget : undefined} />
        ))}
      </ul>
      {target !== undefined && (
        <MergeDialog task={task} first={target} onClose={() => setTarget(undefined)} />
      )}
    </Section>
  );
}

interface LinkLineProps {
  link: TaskLink;
  onMerge: ((target: Target) => void) | undefined;
}

function LinkLine({ link, onMerge }: LinkLineProps) {
  const say = useSay();
  const language = useLanguage();
  const live = useTask(link.task_id);
  const { title, status } = live ?? link;
  return (
    <li className={css.link}>
      <div className={css.what}>
        <Link href={`/tasks/${link.task_id}`} className={css.title}>
          <bdi>{title}</bdi>
        </Link>
        <p className={css.how}>
          <StatusMark status={status} />
          <span>{say(`task-link-${link.kind}`)}</span>
          {typeof link.similarity === "number" && (
            <span>{say("task-link-similar", { share: percent(link.similarity, language) })}</span>
          )}
        </p>
      </div>
      {onMerge && link.kind !== "merged" && status !== "closed" && (
        <Button small onClick={() => onMerge({ id: link.task_id, title })}>
          {say("task-merge-into")}
          <span className="unseen">: {title}</span>
        </Button>
      )}
    </li>
  );
}
