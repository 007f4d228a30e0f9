import { useState } from "react";
import { api } from "../api/client";
import type { Message } from "../api/schema";
import { useSay } from "../text/text";
import { toast, toastProblem } from "../ui/toasts";

/** Return how to give a message to the agents once more, and whether that is being asked right now. */
export function useRetry(message: Message): [retry: () => void, retrying: boolean] {
  const say = useSay();
  const [retrying, setRetrying] = useState(false);
  const retry = async () => {
    setRetrying(true);
    try {
      await api.POST("/api/messages/{message_id}/retry", { params: { path: { message_id: message.id } } });
      toast({ kind: "done", text: say("messages-queued-again") });
    } catch (error) {
      toastProblem(error);
    } finally {
      setRetrying(false);
    }
  };
  return [() => void retry(), retrying];
}
