import { useEffect } from "react";
import { useClosingConfirmation } from "../telegram/host";

/** Ask before the browser or Telegram closes the page over something unsaved; going elsewhere in it is free. */
export function useCloseGuard(unsaved: boolean): void {
  useClosingConfirmation(unsaved);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
