import { useCallback, useState } from "react";
import { asProblem } from "../api/problem";
import type { Task, TaskStatus } from "../api/schema";
import { moveTask } from "../live/changes";
import { mayMove } from "../live/rules";
import { store } from "../live/store";
import { haptic } from "../telegram/host";
import { type Say, useSay } from "../text/text";
import { toast, toastProblem } from "../ui/toasts";

function tellRefusal(say: Say, task: Task, error: unknown): void {
  const title = task.title;
  const stale = asProblem(error).code === "stale-version";
  toastProblem(error, say(stale ? "board-changed-meanwhile" : "board-move-failed", { title }));
}

/** Return how to move a card, and the words for screen readers about the last move. */
export function useMove(): readonly [move: (taskId: number, status: TaskStatus) => void, said: string] {
  const say = useSay();
  const [said, announce] = useState("");
  const move = useCallback(
    (taskId: number, status: TaskStatus) => {
      const task = store.getState().tasks.get(taskId);
      if (task === undefined || task.status === status) return;
      const values = { title: task.title, status: say(`status-${status}`) };
      if (!mayMove(task.status, status)) {
        toast({ kind: "refused", text: say(`board-illegal-${task.status}`, values) });
        return;
      }
      announce(say("board-moved", values));
      moveTask(taskId, status).then(
        () => haptic("success"),
        (error: unknown) => {
          announce("");
          tellRefusal(say, task, error);
        },
      );
    },
    [say],
  );
  return [move, said];
}
