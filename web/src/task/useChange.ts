import { asProblem } from "../api/problem";
import type { Task, TaskPatch } from "../api/schema";
import { changeTask } from "../live/changes";
import { store } from "../live/store";
import { type Say, useSay } from "../text/text";
import { toast, toastProblem } from "../ui/toasts";
import { type Change, changedFields } from "./fields";

function known(taskId: number): Task | undefined {
  return store.getState().live.tasks.get(taskId);
}

async function make(taskId: number, change: Change, say: Say): Promise<boolean> {
  const before = known(taskId);
  try {
    await changeTask(taskId, change as TaskPatch);
    return true;
  } catch (error) {
    if (asProblem(error).code !== "stale-version") {
      toastProblem(error);
      return false;
    }
    const others = changedFields(before, known(taskId));
    // Changes of other fields are no reason to ask: both may stand.
    if (!others.some((field) => field in change)) return retry(taskId, change);
    const fields = others.map((field) => say(`task-field-${field}`)).join(", ");
    toast({
      kind: "problem",
      text: say("task-faster", { fields }),
      action: { text: say("task-apply-mine"), act: () => void make(taskId, change, say) },
    });
    return false;
  }
}

async function retry(taskId: number, change: Change): Promise<boolean> {
  try {
    await changeTask(taskId, change as TaskPatch);
    return true;
  } catch (error) {
    toastProblem(error);
    return false;
  }
}

/** Return how to change fields of a task: shown at once, told when refused; answers whether it was made. */
export function useChange(taskId: number): (change: Change) => Promise<boolean> {
  const say = useSay();
  return (change) => make(taskId, change, say);
}
