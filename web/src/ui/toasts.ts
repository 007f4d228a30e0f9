/** Short messages at the edge of the page: what was done, with a way back, or what went wrong. */

import { createStore } from "zustand/vanilla";
import { asProblem } from "../api/problem";
import { type Feeling, haptic } from "../telegram/host";

/** `refused`: it was asked for in vain, and nothing has to be done about it. */
type Kind = "done" | "refused" | "problem";

const FEELINGS: Record<Kind, Feeling> = { done: "success", refused: "error", problem: "error" };

export interface Toast {
  readonly id: number;
  readonly kind: Kind;
  readonly text: string;
  readonly detail?: string;
  /** One thing that can be done about it, such as undoing. */
  readonly action?: { readonly text: string; readonly act: () => void };
}

/** How long a message stays; problems stay until somebody closes them. */
export const SHOWN_MS = 6000;
const MOST = 3;

export const toasts = createStore<{ shown: readonly Toast[] }>(() => ({ shown: [] }));
let last = 0;

export function dismiss(id: number): void {
  toasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

export function toast(entry: Omit<Toast, "id">): number {
  last += 1;
  const id = last;
  haptic(FEELINGS[entry.kind]);
  toasts.setState(({ shown }) => ({ shown: [...shown, { ...entry, id }].slice(-MOST) }));
  if (entry.kind !== "problem") setTimeout(() => dismiss(id), SHOWN_MS);
  return id;
}

/** Tell what went wrong, and what the server says can be done about it. */
export function toastProblem(error: unknown, text?: string): number {
  const problem = asProblem(error);
  const detail = [text === undefined ? "" : problem.message, problem.remedy].filter(Boolean).join(" ");
  return toast({ kind: "problem", text: text ?? problem.message, ...(detail && { detail }) });
}
