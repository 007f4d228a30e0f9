/** Tasks that are on their way to the server, in the order they were written: pure rules. */

import type { ProblemError } from "../../api/problem";
import type { NewTaskIn } from "../../api/schema";

/** A task that is not known to be stored. */
export interface Entry {
  /** Its Idempotency-Key: however often it is sent, it becomes one task. */
  readonly key: string;
  /** Whose it is, and of which workspace; somebody else in this browser must not send it. */
  readonly owner: string;
  readonly text: string;
  /** When it was written, ISO 8601. */
  readonly written: string;
  /** What is sent; null until the server has read the text. Once set it stays: the key stands for it. */
  readonly task: NewTaskIn | null;
  /** Why the server does not want it; null while it may still be taken. */
  readonly refusal: { readonly message: string; readonly remedy: string } | null;
}

export type Queue = readonly Entry[];

export function add(queue: Queue, entry: Entry): Queue {
  return queue.some((each) => each.key === entry.key) ? queue : [...queue, entry];
}

export function remove(queue: Queue, key: string): Queue {
  return queue.filter((entry) => entry.key !== key);
}

function change(queue: Queue, key: string, patch: Partial<Entry>): Queue {
  return queue.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry));
}

/** Note what a text means, before it is sent for the first time. */
export function settle(queue: Queue, key: string, task: NewTaskIn): Queue {
  return change(queue, key, { task });
}

export function refuse(queue: Queue, key: string, { message, remedy }: ProblemError): Queue {
  return change(queue, key, { refusal: { message, remedy } });
}

export function entriesOf(queue: Queue, owner: string): Entry[] {
  return queue.filter((entry) => entry.owner === owner);
}

/** Return what is to be sent next; what was refused waits for its writer and holds nobody up. */
export function nextOf(queue: Queue, owner: string): Entry | undefined {
  return queue.find((entry) => entry.owner === owner && entry.refusal === null);
}

/** Whether the same request may be taken later: nobody answered, the server is not well, or one has to log in. */
export function mayPass(problem: ProblemError): boolean {
  return problem.passing || problem.status >= 500 || problem.status === 401 || problem.status === 408;
}
