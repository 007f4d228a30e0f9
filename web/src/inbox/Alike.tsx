import { Merge } from "lucide-react";
import { Link } from "wouter";
import type { Proposal, Task } from "../api/schema";
import { useCanWrite, useLiveShallow } from "../live/use";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { StatusMark } from "../ui/marks";
import css from "./Detail.module.css";
import { useMessage } from "./Sources";

interface AlikeProps {
  proposal: Proposal;
  onMerge: (task: Task) => void;
}

/** Tasks that the agents found to be like the message: it may belong to one of them. */
export function Alike({ proposal, onMerge }: AlikeProps) {
  const say = useSay();
  const mayMerge = useCanWrite();
  const summary = useMessage(proposal.message_id).data?.analysis?.summary;
  const ids = [...(summary?.duplicates ?? []), ...(summary?.related ?? [])];
  const tasks = useLiveShallow((state) => ids.flatMap((id) => state.tasks.get(id) ?? []));
  const open = tasks.filter((task) => task.status !== "closed");
  if (open.length === 0) return null;
  return (
    <section className={css.part} aria-labelledby="inbox-alike">
      <h3 id="inbox-alike">{say("inbox-alike")}</h3>
      <ul className={css.alike}>
        {open.map((task) => (
          <li key={task.id}>
            <Link href={`/tasks/${task.id}`} dir="auto">
              {task.title}
            </Link>
            <StatusMark status={task.status} />
            {mayMerge && (
              <Button
                small
                aria-label={say("inbox-merge-into", { title: task.title })}
                onClick={() => onMerge(task)}
              >
                <Merge aria-hidden />
                {say("inbox-merge-here")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
