/** The one store of live data: what the server said, and what this page has changed on top of it. */

import { createStore } from "zustand/vanilla";
import type { Message, Proposal, Role, Task } from "../api/schema";
import type { LiveEvent } from "./events";
import { type PendingChange, shownTasks } from "./pending";
import type { Connection } from "./socket";
import {
  EMPTY,
  type LiveState,
  reduce,
  withChangedMessage,
  withMessages,
  withProposals,
  withTasks,
} from "./state";

export interface LiveStore {
  readonly live: LiveState;
  readonly pending: readonly PendingChange[];
  /** The tasks as they are shown: `live.tasks` with `pending` on top. */
  readonly tasks: ReadonlyMap<number, Task>;
  readonly connection: Connection;
  readonly role: Role | null;
  /** Whether all unfinished tasks have been read. */
  readonly loaded: boolean;
}

export const store = createStore<LiveStore>(() => ({
  live: EMPTY,
  pending: [],
  tasks: EMPTY.tasks,
  connection: "connecting",
  role: null,
  loaded: false,
}));

function setLive(change: (live: LiveState) => LiveState): void {
  store.setState(({ live, pending, tasks }) => {
    const next = change(live);
    if (next === live) return {};
    return { live: next, tasks: next.tasks === live.tasks ? tasks : shownTasks(next.tasks, pending) };
  });
}

function setPending(change: (pending: readonly PendingChange[]) => readonly PendingChange[]): void {
  store.setState(({ live, pending }) => {
    const next = change(pending);
    return { pending: next, tasks: shownTasks(live.tasks, next) };
  });
}

export const putEvents = (events: readonly LiveEvent[]): void => setLive((live) => reduce(live, events));
export const putTasks = (tasks: Iterable<Task>): void => setLive((live) => withTasks(live, tasks));
export const putProposals = (proposals: Iterable<Proposal>): void =>
  setLive((live) => withProposals(live, proposals));
export const putMessages = (messages: Iterable<Message>): void =>
  setLive((live) => withMessages(live, messages));
export const putChangedMessage = (message: Message): void =>
  setLive((live) => withChangedMessage(live, message));

/** Count events up to `seq` as seen: what is read from the server afterwards has them. */
export function startAt(seq: number): void {
  setLive((live) => ({ ...live, lastSeq: seq }));
}

export function setConnection(connection: Connection): void {
  store.setState({ connection });
}

/** Forget everything: another workspace, or the end of the session. */
export function forget(): void {
  store.setState(store.getInitialState(), true);
}

let lastChange = 0;

/** Show a change at once; the returned function takes it off again, when it is confirmed or refused. */
export function show(taskId: number, patch: Partial<Task>): () => void {
  lastChange += 1;
  const id = lastChange;
  setPending((pending) => [...pending, { id, taskId, patch }]);
  return () => setPending((pending) => pending.filter((change) => change.id !== id));
}
