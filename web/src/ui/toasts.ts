/** Short messages at the edge of the page: what was done, with a way back, or what went wrong. */

import { createStore } from "zustand/vanilla";
import { asProblem } from "../api/problem";
import { haptic } from "../telegram/host";

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "problem";
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
  haptic(entry.kind === "done" ? "success" : "error");
  toasts.setState(({ shown }) => ({ shown: [...shown, { ...entry, id }].slice(-MOST) }));
  if (entry.kind === "done") setTimeout(() => dismiss(id), SHOWN_MS);
  return id;
}

/** Tell what went wrong, and what the server says can be done about it. */
export function toastProblem(error: unknown, text?: string): number {
  const problem = asProblem(error);
  const detail = [text === undefined ? "" : problem.message, problem.remedy].filter(Boolean).join(" ");
  return toast({ kind: "problem", text: text ?? problem.message, ...(detail && { detail }) });
}
