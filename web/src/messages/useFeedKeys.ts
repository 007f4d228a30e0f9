import type { Virtualizer } from "@tanstack/react-virtual";
import type { Message } from "../api/schema";
import { usePreference } from "../app/preferences";
import { useShortcuts } from "../ui/keys";

function focused(): number | null {
  const card = document.activeElement?.closest<HTMLElement>("[data-message]");
  return card ? Number(card.dataset.message) : null;
}

/** `j` and `k` go from message to message; what lies outside the view is scrolled to first. */
export function useFeedKeys(
  shown: readonly Message[],
  rows: Virtualizer<HTMLDivElement, Element>,
  scroller: HTMLDivElement | null,
): void {
  const letters = usePreference("letterKeys");
  const go = (step: number) => {
    const at = shown.findIndex((message) => message.id === focused());
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];
    if (next === undefined) return;
    rows.scrollToIndex(shown.indexOf(next), { align: "auto" });
    // The card may only be drawn now.
    requestAnimationFrame(() =>
      scroller?.querySelector<HTMLElement>(`[data-message="${next.id}"]`)?.focus({ preventScroll: true }),
    );
  };
  useShortcuts(letters ? { j: () => go(1), k: () => go(-1) } : {});
}
