/** Keeps the store up to date: the lists once, then every event after them. */

import { answered, api, nextCursor } from "../api/client";
import type { Task, TaskStatus } from "../api/schema";
import { type LiveSocket, openLiveSocket } from "./socket";
import { putEvents, putMessages, putProposals, putTasks, setConnection, startAt, store } from "./store";

/** Most tasks of one request. */
const PAGE = 500;

/** Finished tasks read at the start; older ones are found by filters and search. */
export const FINISHED = 200;

async function readTasks(
  status: TaskStatus[],
  limit: number,
  cursor: string | null,
): Promise<[Task[], string | null]> {
  const query = { status, limit, sort: "newest" as const, ...(cursor === null ? {} : { cursor }) };
  const result = await api.GET("/api/tasks", { params: { query } });
  return [answered(result), nextCursor(result.response)];
}

async function readUnfinished(): Promise<void> {
  let cursor: string | null = null;
  do {
    const [tasks, next]: [Task[], string | null] = await readTasks(["open", "in_progress"], PAGE, cursor);
    putTasks(tasks);
    cursor = next;
  } while (cursor !== null);
  store.setState({ loaded: true });
}

async function readFinished(): Promise<void> {
  const pages = await Promise.all([
    readTasks(["completed"], FINISHED, null),
    readTasks(["closed"], FINISHED, null),
  ]);
  for (const [tasks] of pages) putTasks(tasks);
}

async function readProposals(): Promise<void> {
  const query = { status: "pending" as const, limit: 200 };
  putProposals(answered(await api.GET("/api/proposals", { params: { query } })));
}

async function readMessages(): Promise<void> {
  putMessages(answered(await api.GET("/api/messages", { params: { query: { limit: 50 } } })));
}

/** Read what the board, the inbox and the feed start with. */
export async function readAll(): Promise<void> {
  await Promise.all([readUnfinished(), readFinished(), readProposals(), readMessages()]);
}

/** Return what reads the lists until they have been read once; not twice at a time. */
function makeReader(failed: (error: unknown) => void): () => void {
  let reading = false;
  return () => {
    if (reading || store.getState().loaded) return;
    reading = true;
    readAll()
      .catch(failed)
      .finally(() => {
        reading = false;
      });
  };
}

/**
 * Open the socket and read the lists; returns the socket.
 *
 * @param seq The workspace's newest event before anything was read: what happens while the lists are read is
 *   replayed by the socket, and versions tell which of both is newer.
 * @param failed Hears of lists that can't be read.
 */
export function startLive(seq: number, failed: (error: unknown) => void): LiveSocket {
  startAt(seq);
  const read = makeReader(failed);
  read();
  return openLiveSocket({
    greeted({ role }) {
      store.setState({ role });
      read(); // where the lists could not be read before, the server is there again
    },
    received: putEvents,
    connection: setConnection,
    lastSeq: () => store.getState().live.lastSeq,
  });
}
