import { createPostEvent, hasWebviewProxy, isIframe, on } from "@tma.js/bridge";
import type { Bridge } from "./host";
import type { Launch } from "./launch";

/** Whether an app listens around the page; with Telegram's parameters a plain browser may come too. */
function isHeard(): boolean {
  return isIframe() || hasWebviewProxy(window) || "notify" in window.external;
}

/** Return the way to the Telegram app around the page, null when there is none. */
export function findBridge({ version }: Launch): Bridge | null {
  // What an older app does not know is comfort only, such as colours: it is left out.
  return isHeard() ? { post: createPostEvent(version, () => undefined), on } : null;
}
