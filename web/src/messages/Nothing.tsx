import { useMutation } from "@tanstack/react-query";
import { Check, Copy, MessagesSquare, SearchX } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { answered, api } from "../api/client";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { Button, buttonClass } from "../ui/Button";
import { Empty } from "../ui/States";
import { toastProblem } from "../ui/toasts";
import { withoutFilters } from "./filters";
import css from "./Nothing.module.css";

/** Return a command that sends a message; `origin` is the server, `now` the time of the message. */
function commandOf(origin: string, content: string, now: Date): string {
  const message = { content, author: "Ann", chat_id: "first-steps", timestamp: now.toISOString() };
  return [
    `curl ${origin}/api/messages \\`,
    '  -H "Authorization: Bearer YOUR_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(message).replaceAll("'", "’")}'`,
  ].join("\n");
}

function CopyButton({ text }: { text: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), toastProblem);
  return (
    <Button small onClick={() => void copy()}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {say(copied ? "messages-copied" : "messages-copy")}
    </Button>
  );
}

function ExampleButton() {
  const say = useSay();
  const example = useMutation({
    mutationFn: async () => answered(await api.POST("/api/example")),
    onError: (error) => toastProblem(error),
  });
  return (
    <Button look="main" onClick={() => example.mutate()} disabled={example.isPending || example.isSuccess}>
      {say(example.isPending ? "loading" : "messages-example")}
    </Button>
  );
}

/** What stands in the place of the feed before the first message: how messages get here. */
export function NoMessages() {
  const say = useSay();
  const [now] = useState(() => new Date());
  const command = commandOf(location.origin, say("messages-first"), now);
  const writes = useCanWrite();
  return (
    <Empty
      icon={MessagesSquare}
      title={say("messages-none")}
      actions={
        writes && (
          <>
            <ExampleButton />
            <Link href="/settings/telegram" className={buttonClass({})}>
              {say("messages-connect")}
            </Link>
          </>
        )
      }
    >
      <p>{say("messages-none-how")}</p>
      {writes && (
        <figure className={css.command}>
          <figcaption>
            {say("messages-by-hand")} <CopyButton text={command} />
          </figcaption>
          <pre dir="ltr">{command}</pre>
        </figure>
      )}
    </Empty>
  );
}

/** What stands there when no message fits the filters. */
export function NothingFits() {
  const say = useSay();
  const [, setSearch] = useSearchParams();
  return (
    <Empty
      icon={SearchX}
      title={say("messages-nothing-fits")}
      actions={<Button onClick={() => setSearch(withoutFilters)}>{say("messages-clear")}</Button>}
    >
      {say("messages-nothing-fits-how")}
    </Empty>
  );
}
