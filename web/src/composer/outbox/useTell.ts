import { useCallback } from "react";
import { useLocation } from "wouter";
import { composeWith } from "../../app/overlays";
import { useSay } from "../../text/text";
import { toast, toastProblem } from "../../ui/toasts";
import { discard, type Submitted } from "./outbox";
import type { Entry } from "./queue";

/** Take a refused or waiting task back into the composer. */
export function edit(entry: Entry): void {
  discard(entry).then(() => composeWith(entry.text), toastProblem);
}

/** Return how to tell what became of a task. */
export function useTell(): (submitted: Submitted) => void {
  const say = useSay();
  const [, navigate] = useLocation();
  return useCallback(
    (submitted) => {
      if (submitted.kind === "waiting") toast({ kind: "done", text: say("outbox-kept") });
      else if (submitted.kind === "elsewhere") toast({ kind: "done", text: say("compose-added") });
      else if (submitted.kind === "sent") {
        const open = () => navigate(`/tasks/${submitted.task.id}`);
        toast({ kind: "done", text: say("compose-added"), action: { text: say("compose-open"), act: open } });
      } else {
        const { entry, problem } = submitted;
        const detail = [problem.message, problem.remedy].filter(Boolean).join(" ");
        const action = { text: say("outbox-edit"), act: () => edit(entry) };
        toast({ kind: "problem", text: say("outbox-refused-one"), detail, action });
      }
    },
    [say, navigate],
  );
}
