/** Corrections under way: shown at once, taken off when the server has answered. */

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { CorrectionIn, Message } from "../api/schema";
import { corrected, type Standing, standingOf } from "./standing";

const sent = createStore<{ verdicts: ReadonlyMap<number, CorrectionIn> }>(() => ({ verdicts: new Map() }));

/** Show a correction; the returned function takes it off, unless a later one of the same message is shown. */
export function showVerdict(messageId: number, verdict: CorrectionIn): () => void {
  const before = sent.getState().verdicts;
  sent.setState({ verdicts: new Map(before).set(messageId, verdict) });
  return () => {
    const now = sent.getState().verdicts;
    if (now.get(messageId) !== verdict) return;
    const rest = new Map(now);
    rest.delete(messageId);
    sent.setState({ verdicts: rest });
  };
}

/** Return what a message counts as, with a correction under way; null as long as nothing has read it. */
export function useStanding(message: Message): Standing | null {
  const verdict = useStore(sent, (state) => state.verdicts.get(message.id));
  const standing = standingOf(message);
  return standing === null || verdict === undefined ? standing : corrected(standing, verdict);
}
