/** The page's copy of the workspace, and the pure rules by which events change it. */

import type { Message, Proposal, Task } from "../api/schema";
import type { Comment, LiveEvent } from "./events";

/** Messages kept for the live feed; older ones are read from the server when somebody scrolls to them. */
export const MAX_MESSAGES = 500;

export interface LiveState {
  readonly tasks: ReadonlyMap<number, Task>;
  /** Proposals seen, decided ones too: the newest state of each. */
  readonly proposals: ReadonlyMap<number, Proposal>;
  /** The newest messages by id, at most `MAX_MESSAGES`. */
  readonly messages: ReadonlyMap<number, Message>;
  /** Comments that came while the page was open, by task, oldest first. */
  readonly comments: ReadonlyMap<number, readonly Comment[]>;
  /** Ids of comments that were deleted while the page was open. */
  readonly deletedComments: ReadonlySet<number>;
  /** The last event that is in here; null before the first connection. */
  readonly lastSeq: number | null;
}

export const EMPTY: LiveState = {
  tasks: new Map(),
  proposals: new Map(),
  messages: new Map(),
  comments: new Map(),
  deletedComments: new Set(),
  lastSeq: null,
};

/** Copies each collection at its first change, so that a burst of events copies it once. */
class Draft {
  readonly #before: LiveState;
  #tasks?: Map<number, Task>;
  #proposals?: Map<number, Proposal>;
  #messages?: Map<number, Message>;
  #comments?: Map<number, readonly Comment[]>;
  #deleted?: Set<number>;
  lastSeq: number | null;

  constructor(before: LiveState) {
    this.#before = before;
    this.lastSeq = before.lastSeq;
  }

  get tasks(): Map<number, Task> {
    this.#tasks ??= new Map(this.#before.tasks);
    return this.#tasks;
  }

  get proposals(): Map<number, Proposal> {
    this.#proposals ??= new Map(this.#before.proposals);
    return this.#proposals;
  }

  get messages(): Map<number, Message> {
    this.#messages ??= new Map(this.#before.messages);
    return this.#messages;
  }

  get comments(): Map<number, readonly Comment[]> {
    this.#comments ??= new Map(this.#before.comments);
    return this.#comments;
  }

  get deletedComments(): Set<number> {
    this.#deleted ??= new Set(this.#before.deletedComments);
    return this.#deleted;
  }

  /** Return the state after the changes; collections nobody changed stay the same objects. */
  finish(): LiveState {
    return {
      tasks: this.#tasks ?? this.#before.tasks,
      proposals: this.#proposals ?? this.#before.proposals,
      messages: this.#messages === undefined ? this.#before.messages : newest(this.#messages),
      comments: this.#comments ?? this.#before.comments,
      deletedComments: this.#deleted ?? this.#before.deletedComments,
      lastSeq: this.lastSeq,
    };
  }
}

function newest(messages: Map<number, Message>): Map<number, Message> {
  if (messages.size <= MAX_MESSAGES) return messages;
  return new Map([...messages].sort(([a], [b]) => b - a).slice(0, MAX_MESSAGES));
}

/** Whether `next` replaces `known`: versions grow with every change, so tasks may arrive in any order. */
export function isNewerTask(known: Task | undefined, next: Task): boolean {
  return known === undefined || next.version >= known.version;
}

function putTask(draft: Draft, task: Task): void {
  if (isNewerTask(draft.tasks.get(task.id), task)) draft.tasks.set(task.id, task);
}

function putMessage(draft: Draft, type: LiveEvent["type"], message: Message): void {
  draft.messages.set(message.id, message);
  if (type !== "message_retried") return;
  // What waited for a decision about it is gone, see docs/api.md.
  for (const [id, proposal] of draft.proposals) {
    if (proposal.message_id === message.id && proposal.status === "pending") draft.proposals.delete(id);
  }
}

function putComment(draft: Draft, comment: Comment): void {
  const known = draft.comments.get(comment.task_id) ?? [];
  if (known.some((each) => each.id === comment.id)) return;
  draft.comments.set(comment.task_id, [...known, comment]);
}

function dropComment(draft: Draft, gone: Pick<Comment, "id" | "task_id">): void {
  const known = draft.comments.get(gone.task_id) ?? [];
  draft.comments.set(
    gone.task_id,
    known.filter((each) => each.id !== gone.id),
  );
  draft.deletedComments.add(gone.id);
}

function apply(draft: Draft, event: LiveEvent): void {
  switch (event.type) {
    case "message":
    case "message_analyzed":
    case "message_failed":
    case "message_retried":
    case "message_edited":
      putMessage(draft, event.type, event.data);
      break;
    case "task_created":
    case "task_updated":
    case "task_status_changed":
      putTask(draft, event.data);
      break;
    case "proposal_created":
    case "proposal_decided":
      draft.proposals.set(event.data.id, event.data);
      break;
    case "task_commented":
      putComment(draft, event.data);
      break;
    case "task_comment_deleted":
      dropComment(draft, event.data);
      break;
    default: // a kind that a newer server has: its number counts all the same
  }
}

/** Return `state` after `events`. Events that are in it already change nothing. */
export function reduce(state: LiveState, events: readonly LiveEvent[]): LiveState {
  const draft = new Draft(state);
  for (const event of events) {
    if (draft.lastSeq !== null && event.seq <= draft.lastSeq) continue;
    apply(draft, event);
    draft.lastSeq = event.seq;
  }
  return draft.lastSeq === state.lastSeq ? state : draft.finish();
}

/** Return `state` with tasks read from the server, as far as they are newer than what is known. */
export function withTasks(state: LiveState, tasks: Iterable<Task>): LiveState {
  const draft = new Draft(state);
  for (const task of tasks) putTask(draft, task);
  return draft.finish();
}

/** Return `state` with proposals read from a list; what an event has decided meanwhile stays decided. */
export function withProposals(state: LiveState, proposals: Iterable<Proposal>): LiveState {
  const draft = new Draft(state);
  for (const proposal of proposals) {
    const known = draft.proposals.get(proposal.id);
    if (known === undefined || known.status === "pending") draft.proposals.set(proposal.id, proposal);
  }
  return draft.finish();
}

/** Return `state` with messages read from a list; what an event said meanwhile is newer and stays. */
export function withMessages(state: LiveState, messages: Iterable<Message>): LiveState {
  const draft = new Draft(state);
  for (const message of messages) {
    if (!draft.messages.has(message.id)) draft.messages.set(message.id, message);
  }
  return draft.finish();
}

/** Return `state` with a message as the answer to a change of it; events that follow are newer and replace it. */
export function withChangedMessage(state: LiveState, message: Message): LiveState {
  const draft = new Draft(state);
  draft.messages.set(message.id, message);
  return draft.finish();
}
