import type { Subtask, Task } from "../api/schema";

function stepOf(task: Task): Subtask {
  return { task_id: task.id, title: task.title, status: task.status };
}

/**
 * Return a task's steps, oldest first: as they were read with it, brought up to date by the live tasks.
 *
 * @param tasks The live tasks; steps that came after the reading are found in there.
 */
export function stepsOfTask(
  parentId: number,
  read: readonly Subtask[],
  tasks: ReadonlyMap<number, Task>,
): Subtask[] {
  const steps = new Map(read.map((step) => [step.task_id, step]));
  for (const task of tasks.values()) {
    if (task.parent_id === parentId || steps.has(task.id)) steps.set(task.id, stepOf(task));
  }
  return [...steps.values()].sort((a, b) => a.task_id - b.task_id);
}
