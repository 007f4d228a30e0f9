/** What was searched for in this browser, the newest first; each person's own. */

import { useStore } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";

const MOST = 5;
const NONE: readonly string[] = [];

interface Recent {
  readonly searches: Readonly<Record<string, readonly string[]>>;
}

const recent = createStore<Recent>()(
  persist<Recent>(() => ({ searches: {} }), {
    name: "manta-searches",
    storage: createJSONStorage(() => localStorage),
  }),
);

/** Return the searches after `text`, too. */
export function withSearch(searches: readonly string[], text: string): string[] {
  return [text, ...searches.filter((each) => each !== text)].slice(0, MOST);
}

export function remember(owner: string, text: string): void {
  recent.setState(({ searches }) => ({
    searches: { ...searches, [owner]: withSearch(searches[owner] ?? [], text) },
  }));
}

export function useRecent(owner: string): readonly string[] {
  return useStore(recent, ({ searches }) => searches[owner] ?? NONE);
}
