import { useEffect, useState } from "react";
import type { Message } from "../api/schema";
import { heldBack } from "./merging";

/** How far from the top, in pixels, somebody still counts as being there. */
const TOP_PX = 24;

interface Held {
  readonly shown: readonly Message[];
  /** New messages that wait above. */
  readonly held: number;
  /** Show them, at the top. */
  readonly reveal: () => void;
}

/** Hold new messages back while somebody reads further down, so that nothing jumps under their eyes. */
export function useHeldBack(messages: readonly Message[], scroller: HTMLDivElement | null): Held {
  const [away, setAway] = useState(false);
  const [after, setAfter] = useState<number | null>(null);
  const newest = messages.reduce((most, message) => Math.max(most, message.id), 0);
  if (away && after === null) setAfter(newest);
  if (!away && after !== null) setAfter(null);
  useEffect(() => {
    if (scroller === null) return;
    scroller.scrollTop = 0; // another choice of messages begins at its beginning
    const scrolled = () => setAway(scroller.scrollTop > TOP_PX);
    scroller.addEventListener("scroll", scrolled, { passive: true });
    return () => scroller.removeEventListener("scroll", scrolled);
  }, [scroller]);
  const [held, shown] = heldBack(messages, after);
  // Being at the top shows them. Not before: the list would be measured where it no longer is, and jump back.
  const reveal = () => scroller?.scrollTo({ top: 0 });
  return { shown, held, reveal };
}
