/** What somebody has typed and not saved, and asking them before it is lost. */

import { useEffect, useId } from "react";
import { createStore } from "zustand/vanilla";

export interface Leaving {
  /** Who has something that is not saved. */
  readonly unsaved: readonly string[];
  /** The way out that waits for an answer; null: nobody wants to leave. */
  readonly asked: (() => void) | null;
}

export const leaving = createStore<Leaving>(() => ({ unsaved: [], asked: null }));

/** Go, or ask first when something would be lost. */
export function leaveBy(go: () => void): void {
  if (leaving.getState().unsaved.length === 0) go();
  else leaving.setState({ asked: go });
}

export function stay(): void {
  leaving.setState({ asked: null });
}

/** Give up what is not saved, and go where somebody wanted to. */
export function leaveAnyway(): void {
  const { asked } = leaving.getState();
  leaving.setState({ unsaved: [], asked: null });
  asked?.();
}

/** Have people asked before they leave this page, by whatever way, as long as `unsaved`. */
export function useUnsaved(unsaved: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    leaving.setState((state) => ({ unsaved: [...state.unsaved, id] }));
    return () => {
      window.removeEventListener("beforeunload", ask);
      leaving.setState((state) => ({ unsaved: state.unsaved.filter((one) => one !== id) }));
    };
  }, [id, unsaved]);
}
