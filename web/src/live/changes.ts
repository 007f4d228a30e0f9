/** Changes of tasks by people: shown at once, made with the version they were seen at, taken back on refusal. */

import { answered, api } from "../api/client";
import type { Task, TaskPatch, TaskStatus } from "../api/schema";
import { putTasks, show, store } from "./store";

function versionOf(taskId: number): string {
  const task = store.getState().live.tasks.get(taskId);
  return `"${task?.version ?? 0}"`;
}

/** Read a task anew, after a refusal said that it has changed. */
export async function reload(taskId: number): Promise<Task> {
  const task = answered(await api.GET("/api/tasks/{task_id}", { params: { path: { task_id: taskId } } }));
  putTasks([task]);
  return task;
}

/** Changes of one task go one after the other: each is made with the version that the one before gave. */
const queues = new Map<number, Promise<unknown>>();

function afterEarlier<Result>(taskId: number, work: () => Promise<Result>): Promise<Result> {
  const earlier = queues.get(taskId) ?? Promise.resolve();
  const result = earlier.then(work, work);
  queues.set(taskId, result);
  const tidy = () => {
    if (queues.get(taskId) === result) queues.delete(taskId);
  };
  result.then(tidy, tidy);
  return result;
}

/**
 * Change a task, shown at once.
 *
 * @throws ProblemError Nothing was changed, and the page shows the task as it was; with the code
 *   `stale-version` somebody else was faster, and the page shows what they made of it.
 */
export async function changeTask(taskId: number, patch: TaskPatch): Promise<Task> {
  const takeOff = show(taskId, patch as Partial<Task>);
  try {
    const task = await afterEarlier(taskId, async () =>
      answered(
        await api.PATCH("/api/tasks/{task_id}", {
          params: { path: { task_id: taskId }, header: { "If-Match": versionOf(taskId) } },
          body: patch,
        }),
      ),
    );
    putTasks([task]);
    return task;
  } catch (error) {
    await reload(taskId).catch(() => undefined); // the refusal is what has to be told
    throw error;
  } finally {
    takeOff();
  }
}

/** Move a task to another status, shown at once; as `changeTask`. */
export function moveTask(taskId: number, status: TaskStatus): Promise<Task> {
  return changeTask(taskId, { status });
}
