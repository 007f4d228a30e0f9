import { useEffect, useState } from "react";

/** Return `text` as it was when the typing last paused for `pauseMs`; at first `before`. */
export function useAfterPause(text: string, pauseMs: number, before = text): string {
  const [settled, setSettled] = useState(before);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  return settled;
}
