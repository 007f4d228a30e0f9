import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { answered, api } from "../api/client";
import type { Task } from "../api/schema";
import { reload } from "../live/changes";
import { putTasks } from "../live/store";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { toast, toastProblem } from "../ui/toasts";
import css from "./MergeDialog.module.css";
import { TaskPicker } from "./TaskPicker";

/** A task that another is merged into. */
export interface Target {
  readonly id: number;
  readonly title: string;
}

interface MergeDialogProps {
  task: Task;
  /** The target to begin with; null: it is still to be chosen. */
  first: Target | null;
  onClose: () => void;
}

/** Asks into which task this one goes, says what that does, and does it. */
export function MergeDialog({ task, first, onClose }: MergeDialogProps) {
  const say = useSay();
  const [, navigate] = useLocation();
  const [target, setTarget] = useState(first);
  const search = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const merge = async (into: Target) => {
    setBusy(true);
    try {
      const path = { task_id: task.id };
      const whole = answered(
        await api.POST("/api/tasks/{task_id}/merge", { params: { path }, body: { into: into.id } }),
      );
      putTasks([whole]);
      navigate(`/tasks/${into.id}`);
      toast({ kind: "done", text: say("task-merged", { id: task.id, into: into.id }) });
      await reload(task.id).catch(() => undefined); // the socket tells of it, too
    } catch (error) {
      toastProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={say("task-merge-title")}
      initialFocus={first === null ? search : answer}
    >
      {target === null ? (
        <TaskPicker ref={search} except={task.id} onPick={setTarget} />
      ) : (
        <Confirm ref={answer} task={task} target={target} busy={busy} onMerge={() => merge(target)}>
          <Button onClick={first === null ? () => setTarget(null) : onClose}>
            {say(first === null ? "task-merge-other" : "cancel")}
          </Button>
        </Confirm>
      )}
    </Dialog>
  );
}

interface ConfirmProps {
  task: Task;
  target: Target;
  busy: boolean;
  onMerge: () => void;
  ref: RefObject<HTMLButtonElement | null>;
  /** The way back. */
  children: ReactNode;
}

/** What goes where, and what becomes of it. */
function Confirm({ task, target, busy, onMerge, ref, children }: ConfirmProps) {
  const say = useSay();
  // The list that had the focus has just gone.
  useEffect(() => ref.current?.focus(), [ref]);
  return (
    <>
      <p className={css.both}>
        <bdi>{task.title}</bdi>
        <span aria-hidden className={css.arrow}>
          ↓
        </span>
        <strong>
          <bdi>{target.title}</bdi>
        </strong>
      </p>
      <p className={css.why}>{say("task-merge-why")}</p>
      <DialogActions>
        {children}
        <Button ref={ref} look="main" disabled={busy} onClick={onMerge}>
          {say("task-merge-do")}
        </Button>
      </DialogActions>
    </>
  );
}
