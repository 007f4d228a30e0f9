import { CircleAlert, RotateCw } from "lucide-react";
import type { Message } from "../api/schema";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import css from "./State.module.css";
import { useRetry } from "./useRetry";

function Broken({ message }: { message: Message }) {
  const say = useSay();
  const [retry, retrying] = useRetry(message);
  return (
    <div className={css.failed}>
      <CircleAlert aria-hidden />
      <p>
        <strong>{say("messages-failed")}</strong> <span dir="auto">{message.error}</span>
      </p>
      {useCanWrite() && (
        <Button small onClick={retry} disabled={retrying}>
          <RotateCw aria-hidden />
          {say("messages-retry")}
        </Button>
      )}
    </div>
  );
}

/** How far a message got, as long as the agents have not read it. */
export function MessageState({ message }: { message: Message }) {
  const say = useSay();
  if (message.status === "failed") return <Broken message={message} />;
  if (message.status === "analyzed") return null;
  return (
    <p className={css.waiting}>
      <span className={css.pulse} aria-hidden />
      {say("messages-waiting")}
    </p>
  );
}
