import { type RefObject, useEffect, useState } from "react";
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
export function useHeldBack(messages: readonly Message[], scroller: RefObject<HTMLDivElement | null>): Held {
  const [away, setAway] = useState(false);
  const [after, setAfter] = useState<number | null>(null);
  const newest = messages.reduce((most, message) => Math.max(most, message.id), 0);
  if (away && after === null) setAfter(newest);
  if (!away && after !== null) setAfter(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const scrolled = () => setAway(element.scrollTop > TOP_PX);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => element.removeEventListener("scroll", scrolled);
  }, [scroller]);
  const [held, shown] = heldBack(messages, after);
  const reveal = () => {
    setAway(false);
    scroller.current?.scrollTo({ top: 0 });
  };
  return { shown, held, reveal };
}
