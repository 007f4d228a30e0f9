import { type RefObject, useEffect, useRef } from "react";

/**
 * Give a card the focus when it is wanted, wherever its column has been scrolled to.
 *
 * @param activeId The active card of a column, null if it is in another one.
 * @param wanted The card that is to get the focus; null afterwards.
 * @param scrollThere Brings the active card into sight.
 */
export function useFocusOf(
  activeId: number | null,
  wanted: RefObject<number | null>,
  scroller: RefObject<HTMLElement | null>,
  scrollThere: () => void,
): void {
  const scroll = useRef(scrollThere);
  scroll.current = scrollThere;
  useEffect(() => {
    if (activeId === null || wanted.current !== activeId) return;
    const card = scroller.current?.querySelector<HTMLElement>(`[data-task="${activeId}"] a`);
    if (!card) return;
    wanted.current = null;
    card.focus({ preventScroll: true });
    scroll.current();
    scroller.current?.closest("section")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
