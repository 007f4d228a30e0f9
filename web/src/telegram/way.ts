/** The way back inside the page: Telegram's button must not lead out of it. */

import { navigate } from "wouter/use-browser-location";

/** How many steps of this page lie behind; the browser's own count may hold those of pages around it. */
let steps = 0;

/** Count the steps from now on. */
export function countSteps(): void {
  // wouter tells of every step by this event.
  window.addEventListener("pushState", () => {
    steps += 1;
  });
  window.addEventListener("popstate", () => {
    steps = Math.max(0, steps - 1);
  });
}

/** Go a step back, to the board when there is none. */
export function goBack(): void {
  if (steps > 0) history.back();
  else navigate("/", { replace: true });
}
