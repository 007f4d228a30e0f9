import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { CorrectionIn, Message } from "../api/schema";
import { putChangedMessage, putTasks } from "../live/store";
import { type Say, useSay } from "../text/text";
import { toast, toastProblem } from "../ui/toasts";
import { backTo, standingOf } from "./standing";
import { showVerdict } from "./verdicts";

type Pages = InfiniteData<{ messages: Message[]; next: string | null }>;

/** Put a changed message wherever it is shown: the live store drops old ones, their pages keep them. */
export function putAnswer(queries: QueryClient, message: Message): void {
  putChangedMessage(message);
  const swap = (each: Message) => (each.id === message.id ? message : each);
  queries.setQueriesData<Pages>(
    { queryKey: ["messages", "pages"] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, messages: page.messages.map(swap) })),
      },
  );
}

async function send(queries: QueryClient, message: Message, verdict: CorrectionIn): Promise<void> {
  const takeOff = showVerdict(message.id, verdict);
  try {
    const reply = answered(
      await api.POST("/api/messages/{message_id}/correction", {
        params: { path: { message_id: message.id } },
        body: verdict,
      }),
    );
    putTasks(reply.tasks);
    putAnswer(queries, reply.message);
  } finally {
    takeOff();
  }
}

async function undo(queries: QueryClient, message: Message, verdict: CorrectionIn, say: Say): Promise<void> {
  try {
    await send(queries, message, verdict);
    toast({ kind: "done", text: say("messages-undone") });
  } catch (error) {
    toastProblem(error, say("messages-correct-failed"));
  }
}

/** Return how to correct a message: shown at once, said with a way back, taken back when it is refused. */
export function useCorrect(): (message: Message, verdict: CorrectionIn) => Promise<void> {
  const queries = useQueryClient();
  const say = useSay();
  return async (message, verdict) => {
    const before = standingOf(message);
    try {
      await send(queries, message, verdict);
    } catch (error) {
      toastProblem(error, say("messages-correct-failed"));
      return;
    }
    const back = before === null ? null : backTo(before, verdict);
    toast({
      kind: "done",
      text: say("messages-corrected"),
      ...(back && { action: { text: say("undo"), act: () => void undo(queries, message, back, say) } }),
    });
  };
}
