import { useCallback } from "react";
import { useOwner } from "../app/session";
import { toastProblem } from "../ui/toasts";
import { submit } from "./outbox/outbox";
import { useTell } from "./outbox/useTell";
import type { Understanding } from "./understanding";

/** Return what makes a task out of a text, now or when the server can be reached, and tells what became of it. */
export function useCreate(): (text: string, understanding: Understanding | null) => void {
  const owner = useOwner();
  const tell = useTell();
  return useCallback(
    (text, understanding) => {
      submit(owner, text, understanding).then(tell, toastProblem);
    },
    [owner, tell],
  );
}
