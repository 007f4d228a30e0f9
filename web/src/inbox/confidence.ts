/** How sure the agents are, in words. */

const LEVELS = [
  [0.35, "inbox-sure-hardly"],
  [0.55, "inbox-sure-little"],
  [0.75, "inbox-sure-rather"],
  [Number.POSITIVE_INFINITY, "inbox-sure-quite"],
] as const;

export type Level = (typeof LEVELS)[number][1];

/** Return the name of the words for a confidence of 0 to 1. */
export function levelOf(confidence: number): Level {
  return LEVELS.find(([below]) => confidence < below)?.[1] ?? "inbox-sure-quite";
}
