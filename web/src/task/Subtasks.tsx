import { Check } from "lucide-react";
import { type FormEvent, useMemo } from "react";
import { Link } from "wouter";
import { answered, api } from "../api/client";
import type { Subtask, TaskDetail } from "../api/schema";
import { moveTask } from "../live/changes";
import { isFinished } from "../live/rules";
import { putTasks } from "../live/store";
import { useLive } from "../live/use";
import { useMainButton } from "../telegram/host";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { StatusMark } from "../ui/marks";
import { toastProblem } from "../ui/toasts";
import { findDraft, isUnsaved, keepDraft, useDraft } from "./drafts";
import { Section } from "./Section";
import css from "./Subtasks.module.css";
import { stepsOfTask } from "./subtasks";
import { useCloseGuard } from "./useCloseGuard";

/** The steps of a task: ticked off one by one, and a line for the next. */
export function Subtasks({ task, canWrite }: { task: TaskDetail; canWrite: boolean }) {
  const say = useSay();
  const tasks = useLive((state) => state.tasks);
  const { id, subtasks } = task;
  const steps = useMemo(() => stepsOfTask(id, subtasks ?? [], tasks), [id, subtasks, tasks]);
  const done = steps.filter((step) => isFinished(step.status)).length;
  if (steps.length === 0 && !canWrite) return null;
  return (
    <Section
      title={say("task-subtasks")}
      {...(steps.length > 0 && { count: say("task-subtasks-done", { done, all: steps.length }) })}
    >
      {steps.length > 0 && (
        <>
          <div className={css.bar} aria-hidden>
            <div className={css.done} style={{ inlineSize: `${(100 * done) / steps.length}%` }} />
          </div>
          <ul className={css.steps}>
            {steps.map((step) => (
              <Step key={step.task_id} step={step} canWrite={canWrite} />
            ))}
          </ul>
        </>
      )}
      {canWrite && <NewStep parentId={id} />}
    </Section>
  );
}

function Step({ step, canWrite }: { step: Subtask; canWrite: boolean }) {
  const say = useSay();
  const finished = isFinished(step.status);
  const toggle = () => {
    moveTask(step.task_id, finished ? "open" : "completed").catch(toastProblem);
  };
  return (
    <li className={css.step}>
      <label className={css.box}>
        <input
          type="checkbox"
          className="unseen"
          checked={finished}
          disabled={!canWrite}
          aria-label={say("task-subtask-tick", { title: step.title })}
          onChange={toggle}
        />
        <span className={css.mark} aria-hidden>
          <Check />
        </span>
      </label>
      <Link href={`/tasks/${step.task_id}`} className={classes(css.title, finished && css.finished)}>
        <bdi>{step.title}</bdi>
      </Link>
      {(step.status === "in_progress" || step.status === "closed") && <StatusMark status={step.status} />}
    </li>
  );
}

/** A line that becomes the next step. What was typed stays while one is elsewhere, and when it is refused. */
function NewStep({ parentId }: { parentId: number }) {
  const say = useSay();
  const name = `${parentId}/step`;
  const draft = useDraft(name);
  const title = draft?.text ?? "";
  const write = (text: string) => keepDraft(name, text === "" ? undefined : { text, base: "" });
  useCloseGuard(isUnsaved(draft));
  const add = async () => {
    const typed = title.trim();
    if (typed === "") return;
    write("");
    try {
      const made = answered(
        await api.POST("/api/tasks", {
          body: { title: typed, parent_id: parentId },
          headers: { "Idempotency-Key": crypto.randomUUID() },
        }),
      );
      putTasks([made]);
    } catch (error) {
      if (findDraft(name) === undefined) write(typed);
      toastProblem(error);
    }
  };
  useMainButton(title.trim() === "" ? null : { text: say("task-add"), onPress: () => void add() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <form className={css.add} onSubmit={submit}>
      <input
        className={css.input}
        dir="auto"
        value={title}
        maxLength={512}
        placeholder={say("task-subtask-add")}
        aria-label={say("task-subtask-add")}
        onChange={(event) => write(event.target.value)}
      />
      <Button small type="submit" disabled={title.trim() === ""}>
        {say("task-add")}
      </Button>
    </form>
  );
}
