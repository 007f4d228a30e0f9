/** Hooks that read the live store; a component draws again only when what it selects has changed. */

import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Proposal, Task } from "../api/schema";
import { type LiveStore, store } from "./store";

export function useLive<Selected>(select: (state: LiveStore) => Selected): Selected {
  return useStore(store, select);
}

/** As `useLive`, for selectors that make a new array or object each time. */
export function useLiveShallow<Selected>(select: (state: LiveStore) => Selected): Selected {
  return useStore(store, useShallow(select));
}

/** Return a task as it is shown, undefined while it is not known. */
export function useTask(id: number): Task | undefined {
  return useLive((state) => state.tasks.get(id));
}

/** Whether the person may change things here. */
export function useCanWrite(): boolean {
  return useLive((state) => state.role === "admin" || state.role === "member");
}

export function usePendingProposals(): Proposal[] {
  return useLiveShallow((state) =>
    [...state.live.proposals.values()]
      .filter((each) => each.status === "pending")
      .sort((a, b) => b.id - a.id),
  );
}
