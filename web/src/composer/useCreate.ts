import { useCallback } from "react";
import { useLocation } from "wouter";
import { answered, api } from "../api/client";
import { putTasks } from "../live/store";
import { useSay } from "../text/text";
import { toast, toastProblem } from "../ui/toasts";
import { taskOf, type Understanding } from "./understanding";
import { understand } from "./useUnderstanding";

/** Return what makes a task out of a text, and tells when it is there. */
export function useCreate(): (text: string, understanding: Understanding | null) => void {
  const say = useSay();
  const [, navigate] = useLocation();
  return useCallback(
    (text, understanding) => {
      const work = async () => {
        const reply = understanding?.text === text ? understanding.reply : await understand(text);
        const task = answered(
          await api.POST("/api/tasks", {
            body: taskOf(reply),
            params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          }),
        );
        putTasks([task]);
        const action = { text: say("compose-open"), act: () => navigate(`/tasks/${task.id}`) };
        toast({ kind: "done", text: say("compose-added"), action });
      };
      work().catch(toastProblem);
    },
    [say, navigate],
  );
}
