/** Whether a workspace is new: nothing has ever happened in it, so that somebody has to be shown how to begin. */

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { useMe } from "../app/session";
import type { LiveStore } from "../live/store";
import { useLive } from "../live/use";

/** The example's messages on their way in: how many there are; null when nobody has asked for it here. */
export const example = createStore<{ readonly messages: number | null }>(() => ({ messages: null }));

/** Return how far the agents are with the messages that the page has heard of. */
export function readSoFar({ live }: Pick<LiveStore, "live">): number {
  let read = 0;
  for (const message of live.messages.values()) if (message.status !== "received") read += 1;
  return read;
}

/**
 * Whether to welcome: no event has a number yet and nothing has come since, except for the example, which may
 * still be without its first task.
 */
export function useFirstStart(): boolean {
  const { last_seq } = useMe();
  const importing = useStore(example, (state) => state.messages !== null);
  const empty = useLive(
    (state) => state.loaded && state.tasks.size === 0 && (importing || state.live.messages.size === 0),
  );
  return empty && last_seq === 0;
}
