/** The live socket: one connection that resumes where it stopped, and an honest word about its state. */

import ReconnectingWebSocket from "partysocket/ws";
import { type Frame, type Greeting, isEvent, type LiveEvent } from "./events";

/** How the page hears of changes: `live` only while frames really come. */
export type Connection = "connecting" | "live" | "lost" | "ended";

/** Close code of a session that is over, see docs/api.md. */
const RIGHTS_ENDED = 4401;

/** Beats that may be missing before a silent connection counts as lost. */
const MISSED_BEATS = 1.6;

export interface SocketSink {
  greeted(greeting: Greeting): void;
  /** Events in their order, those of one animation frame at once. */
  received(events: readonly LiveEvent[]): void;
  connection(state: Connection): void;
  /** The number of the last event that was handled; the next connection resumes after it. */
  lastSeq(): number | null;
}

export interface LiveSocket {
  close(): void;
  /** Try again now instead of when the pause is over. */
  retry(): void;
}

function addressOf(lastSeq: number | null): string {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  if (lastSeq !== null) url.searchParams.set("last_seq", String(lastSeq));
  return url.href;
}

/** Hands events on in groups: a burst of thousands must not draw the page thousands of times. */
class Batch {
  #waiting: LiveEvent[] = [];
  #scheduled = false;

  constructor(private readonly deliver: (events: readonly LiveEvent[]) => void) {}

  add(event: LiveEvent): void {
    this.#waiting.push(event);
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => this.flush());
    // Hidden pages get no animation frames, but should be right when somebody looks again.
    setTimeout(() => this.flush(), 100);
  }

  flush(): void {
    this.#scheduled = false;
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length > 0) this.deliver(events);
  }
}

/** Open the workspace's socket and keep it open, until `close`. */
export function openLiveSocket(sink: SocketSink): LiveSocket {
  const batch = new Batch((events) => sink.received(events));
  const socket = new ReconnectingWebSocket(
    () => {
      batch.flush(); // what came before must count in last_seq
      return addressOf(sink.lastSeq());
    },
    [],
    {
      minReconnectionDelay: 300,
      maxReconnectionDelay: 8000,
      reconnectionDelayGrowFactor: 1.7,
      connectionTimeout: 8000,
    },
  );
  let heartbeatS = 25;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.reconnect(), heartbeatS * MISSED_BEATS * 1000);
  };
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame; // our own server's; its shapes are src/api/schema.ts
    heard();
    if (isEvent(frame)) batch.add(frame);
    else if (frame.type === "connection") {
      heartbeatS = frame.data.heartbeat_s;
      sink.greeted(frame.data);
      sink.connection("live");
    }
  });
  socket.addEventListener("close", ({ code }) => {
    clearTimeout(silence);
    batch.flush();
    if (code === RIGHTS_ENDED) socket.close();
    sink.connection(code === RIGHTS_ENDED ? "ended" : "lost");
  });
  return {
    close: () => {
      clearTimeout(silence);
      socket.close();
    },
    retry: () => socket.reconnect(),
  };
}
