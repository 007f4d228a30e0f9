/** Deciding, with a word about it and the way back. */

import { useEffect, useState } from "react";
import type { DeclineReason, Proposal } from "../api/schema";
import { type Say, useSay } from "../text/text";
import { dismiss, toast, toastProblem } from "../ui/toasts";
import type { Verdict } from "./desk";
import { desk } from "./post";
import type { Inbox } from "./useInbox";

export interface Decisions {
  accept(proposals: readonly Proposal[]): void;
  decline(proposals: readonly Proposal[], reason: DeclineReason): void;
  merge(proposal: Proposal, into: { readonly id: number; readonly title: string }): void;
  /** Take back the last decision, or the one with a number. */
  undo(decision?: number): Promise<void>;
}

function accepted(say: Say, proposals: readonly Proposal[]): string {
  const [only, ...others] = proposals;
  if (only === undefined || others.length > 0) return say("inbox-become-tasks", { count: proposals.length });
  return say("inbox-becomes-task", { title: only.task.title });
}

function declined(say: Say, proposals: readonly Proposal[]): string {
  const [only, ...others] = proposals;
  if (only === undefined || others.length > 0) return say("inbox-declined-many", { count: proposals.length });
  return say("inbox-declined", { title: only.task.title });
}

/** Send what is held when the view or the page is left; `toasts` are those that offer to undo, by decision. */
function useFlush(toasts: Map<number, number>): void {
  useEffect(() => {
    const drop = (decisions: Iterable<number>) => {
      for (const decision of decisions) dismiss(toasts.get(decision) ?? 0);
    };
    // A hidden page may never be woken again, on phones above all.
    const hidden = () => document.visibilityState === "hidden" && drop(desk.flush(true));
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      desk.flush();
      drop(toasts.keys()); // they would lead back to a list that is not there
    };
  }, [toasts]);
}

export function useDecisions(inbox: Inbox): Decisions {
  const say = useSay();
  const [toasts] = useState(() => new Map<number, number>());
  useFlush(toasts);

  const undo = async (decision = desk.undoable ?? 0) => {
    const shown = toasts.get(decision);
    if (shown !== undefined) dismiss(shown);
    try {
      const [first] = await desk.undo(decision);
      if (first === undefined) {
        toast({ kind: "refused", text: say("inbox-undo-late") });
        return;
      }
      inbox.look(first);
      toast({ kind: "done", text: say("inbox-undone") });
    } catch (error) {
      toastProblem(error);
    }
  };

  const decide = (proposals: readonly Proposal[], verdict: Verdict, text: string) => {
    if (proposals.length === 0) return;
    const ids = proposals.map((each) => each.id);
    inbox.leave(ids);
    const decision = desk.decide(ids, verdict);
    const action = { text: say("undo"), act: () => void undo(decision) };
    toasts.set(decision, toast({ kind: "done", text, action }));
  };

  return {
    accept: (proposals) => decide(proposals, { kind: "accept" }, accepted(say, proposals)),
    decline: (proposals, reason) => decide(proposals, { kind: "decline", reason }, declined(say, proposals)),
    merge: (proposal, into) =>
      decide(
        [proposal],
        { kind: "merge", taskId: into.id },
        say("inbox-merges", { title: proposal.task.title, target: into.title }),
      ),
    undo,
  };
}
