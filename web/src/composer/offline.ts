/** What is known without asking: that the browser has no network. */

import { OFFLINE, ProblemError } from "../api/problem";

/** Whether a request is in vain. The opposite does not promise an answer. */
export function isOffline(): boolean {
  return !navigator.onLine;
}

export function notAnswered(): ProblemError {
  return new ProblemError(0, OFFLINE, "There is no network.");
}
