/** The one outbox of this page: hands tasks to the server now, or as soon as it can be reached again. */

import { answered, api } from "../../api/client";
import type { ProblemError } from "../../api/problem";
import { store as live, putTasks } from "../../live/store";
import { isOffline, notAnswered } from "../offline";
import { taskOf, type Understanding } from "../understanding";
import { understand } from "../useUnderstanding";
import { Pump } from "./pump";
import { add, type Entry, entriesOf, remove } from "./queue";
import { type Outcome, type Post, type Shelf, sendAll } from "./sender";
import { openShelf } from "./shelf";
import { outbox } from "./store";

/** A request that hangs longer than this counts as not answered. */
const PATIENCE_MS = 20_000;
const LOCK = "manta-outbox";

let shelf: Promise<Shelf> | undefined;
const opened = (): Promise<Shelf> => {
  shelf ??= openShelf();
  return shelf;
};
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(LOCK);

const post: Post = {
  understand: async (text) => taskOf(await understand(text, AbortSignal.timeout(PATIENCE_MS))),
  create: async (task, key) =>
    answered(
      await api.POST("/api/tasks", {
        body: task,
        params: { header: { "Idempotency-Key": key } },
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    ),
};

/** Return a new Idempotency-Key; `crypto.randomUUID` is not there over plain http. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

async function refresh(owner: string): Promise<void> {
  outbox.setState({ entries: entriesOf(await (await opened()).read(), owner) });
}

async function changed(owner: string): Promise<void> {
  otherTabs?.postMessage(null);
  await refresh(owner);
}

/** Only one tab sends at a time. Without locks (plain http) the keys alone keep a task from being made twice. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return "locks" in navigator ? await navigator.locks.request(LOCK, work) : await work();
}

const listeners = new Set<(outcome: Outcome) => void>();
/** Keys whose writer waits for the outcome and tells it. */
const awaited = new Map<string, (outcome: Outcome) => void>();

function tell(outcome: Outcome): void {
  if (outcome.kind === "sent") putTasks([outcome.task]);
  const own = awaited.get(outcome.entry.key);
  if (own) own(outcome);
  else for (const listener of listeners) listener(outcome);
}

/** Send what waits; returns why some of it still has to, null when nothing does. */
export async function flush(owner: string): Promise<ProblemError | null> {
  const found = await opened();
  const problem = isOffline() ? notAnswered() : await alone(() => sendAll(owner, found, post, tell));
  await changed(owner);
  return problem;
}

/** What became of a task that was handed in; `elsewhere`: another tab has sent it. */
export type Submitted = Outcome | { readonly kind: "waiting" } | { readonly kind: "elsewhere" };

/** Put a task in and try to send it. */
export async function submit(
  owner: string,
  text: string,
  understanding: Understanding | null,
): Promise<Submitted> {
  const task = understanding?.text === text ? taskOf(understanding.reply) : null;
  const entry: Entry = { key: newKey(), owner, text, written: new Date().toISOString(), task, refusal: null };
  await (await opened()).change((queue) => add(queue, entry));
  let outcome: Outcome | undefined;
  awaited.set(entry.key, (heard) => {
    outcome = heard;
  });
  try {
    await flush(owner);
  } finally {
    awaited.delete(entry.key);
  }
  const waits = outbox.getState().entries.some((each) => each.key === entry.key);
  return outcome ?? { kind: waits ? "waiting" : "elsewhere" };
}

/** Take an entry out: its writer edits it or no longer wants it. */
export async function discard(entry: Entry): Promise<void> {
  await (await opened()).change((queue) => remove(queue, entry.key));
  await changed(entry.owner);
}

/** Put back what was taken out. */
export async function restore(entry: Entry): Promise<void> {
  await (await opened()).change((queue) => add(queue, entry));
  await changed(entry.owner);
}

/**
 * Send what waits now, when the server can be reached again, and in growing pauses; until the returned function
 * is called. `heard` gets the outcomes that no `submit` waits for.
 */
export function startOutbox(owner: string, heard: (outcome: Outcome) => void): () => void {
  const pump = new Pump(() => flush(owner));
  const refreshed = () => void refresh(owner);
  const stops = [
    live.subscribe((now, before) => {
      if (now.connection === "live" && before.connection !== "live") pump.work();
    }),
    outbox.subscribe(() => pump.plan()),
  ];
  listeners.add(heard);
  window.addEventListener("online", pump.work);
  otherTabs?.addEventListener("message", refreshed);
  pump.work();
  return () => {
    pump.stop();
    for (const stop of stops) stop();
    listeners.delete(heard);
    window.removeEventListener("online", pump.work);
    otherTabs?.removeEventListener("message", refreshed);
  };
}
