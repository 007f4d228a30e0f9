/** Sends what is in the queue, one after the other, so that nothing is lost and nothing made twice. */

import { asProblem, type ProblemError } from "../../api/problem";
import type { NewTaskIn, Task } from "../../api/schema";
import { type Entry, mayPass, nextOf, type Queue, refuse, remove, settle } from "./queue";

/** Where the queue is kept. A change is atomic, whoever else in this browser makes one. */
export interface Shelf {
  read(): Promise<Queue>;
  change(change: (queue: Queue) => Queue): Promise<void>;
}

/** What the server does for the queue; both throw a `ProblemError`. */
export interface Post {
  understand(text: string): Promise<NewTaskIn>;
  create(task: NewTaskIn, key: string): Promise<Task>;
}

export type Outcome =
  | { readonly kind: "sent"; readonly entry: Entry; readonly task: Task }
  | { readonly kind: "refused"; readonly entry: Entry; readonly problem: ProblemError };

async function send(entry: Entry, shelf: Shelf, post: Post): Promise<Task> {
  let task = entry.task;
  if (task === null) {
    task = await post.understand(entry.text);
    const settled = task;
    // Before it is sent: another attempt, perhaps tomorrow, must send the same under the same key.
    await shelf.change((queue) => settle(queue, entry.key, settled));
  }
  return post.create(task, entry.key);
}

/**
 * Send all of `owner`'s entries that were not refused, in their order.
 *
 * @returns null when all have been handled, else why the first of the rest has to wait.
 */
export async function sendAll(
  owner: string,
  shelf: Shelf,
  post: Post,
  heard: (outcome: Outcome) => void,
): Promise<ProblemError | null> {
  for (let entry = nextOf(await shelf.read(), owner); entry; entry = nextOf(await shelf.read(), owner)) {
    const { key } = entry;
    try {
      const task = await send(entry, shelf, post);
      await shelf.change((queue) => remove(queue, key));
      heard({ kind: "sent", entry, task });
    } catch (error) {
      const problem = asProblem(error);
      if (mayPass(problem)) return problem;
      await shelf.change((queue) => refuse(queue, key, problem));
      heard({ kind: "refused", entry, problem });
    }
  }
  return null;
}
