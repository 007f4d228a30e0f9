import { useSyncExternalStore } from "react";

/** Return whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Whether the page is as narrow as a phone; the same width as in the style sheets. */
export function usePhone(): boolean {
  return useMedia("(max-width: 40rem)");
}
