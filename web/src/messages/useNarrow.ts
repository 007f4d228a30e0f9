import { useSyncExternalStore } from "react";

/** As in Detail.module.css: up to here a message covers the feed. */
const NARROW = "(max-width: 75rem)";

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether there is no room for a message beside the feed. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}
