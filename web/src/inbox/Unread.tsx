import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw, TriangleAlert } from "lucide-react";
import { answered, api } from "../api/client";
import type { DeadLetter } from "../api/schema";
import { useCanWrite, useLive } from "../live/use";
import { relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Button } from "../ui/Button";
import { useNow } from "../ui/now";
import { toast, toastProblem } from "../ui/toasts";
import css from "./Unread.module.css";

const KEY = "dead-letters";

async function readDeadLetters(): Promise<DeadLetter[]> {
  return answered(await api.GET("/api/dead-letters", { params: { query: { limit: 50 } } }));
}

/** Queue them all again; the server takes some hundreds at once. */
async function retryAll(): Promise<number> {
  let retried = 0;
  for (let left = 1; left > 0; ) {
    const done = answered(await api.POST("/api/retries", { body: { which: "dead" } }));
    retried += done.retried;
    left = done.retried > 0 ? done.left : 0;
  }
  return retried;
}

async function retryOne(messageId: number): Promise<number> {
  await api.POST("/api/messages/{message_id}/retry", { params: { path: { message_id: messageId } } });
  return 1;
}

function useDeadLetters() {
  // A message that fails, or is tried again, changes the list.
  const failed = useLive(
    (state) => [...state.live.messages.values()].filter((message) => message.status === "failed").length,
  );
  return useQuery({ queryKey: [KEY, failed], queryFn: readDeadLetters, placeholderData: keepPreviousData });
}

/** Messages the agents failed at, however often they tried; nothing when there are none. */
export function Unread() {
  const say = useSay();
  const mayRetry = useCanWrite();
  const queries = useQueryClient();
  const letters = useDeadLetters().data ?? [];
  const retry = useMutation({
    mutationFn: (messageId: number | null) => (messageId === null ? retryAll() : retryOne(messageId)),
    onSuccess: (count) => toast({ kind: "done", text: say("inbox-retried", { count }) }),
    onError: (error) => toastProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
  if (letters.length === 0) return null;
  return (
    <details className={css.unread}>
      <summary>
        <TriangleAlert aria-hidden />
        {say("inbox-unread", { count: letters.length })}
      </summary>
      <p className={css.hint}>{say("inbox-unread-hint")}</p>
      {mayRetry && letters.length > 1 && (
        <Button small disabled={retry.isPending} onClick={() => retry.mutate(null)}>
          <RotateCw aria-hidden />
          {say("inbox-retry-all")}
        </Button>
      )}
      <ul>
        {letters.map((letter) => (
          <Letter key={letter.message_id} letter={letter}>
            {mayRetry && (
              <Button small disabled={retry.isPending} onClick={() => retry.mutate(letter.message_id)}>
                <RotateCw aria-hidden />
                {say("try-again")}
              </Button>
            )}
          </Letter>
        ))}
      </ul>
    </details>
  );
}

function Letter({ letter, children }: { letter: DeadLetter; children: React.ReactNode }) {
  const language = useLanguage();
  const now = useNow();
  return (
    <li className={css.letter}>
      <p className={css.from}>
        <bdi>{letter.author}</bdi>
        <time dateTime={letter.sent_at}>{relative(new Date(letter.sent_at), now, language)}</time>
      </p>
      <p dir="auto">{letter.excerpt}</p>
      <p className={css.why}>{letter.error}</p>
      {children}
    </li>
  );
}
