import { DoorClosed } from "lucide-react";
import type { ProblemError } from "../api/problem";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import type { Reason } from "./door";
import { host, useInTelegram } from "./host";
import css from "./Outside.module.css";

interface OutsideProps {
  reason: Reason;
  /** What the server said, for who runs it. */
  problem: ProblemError | null;
  retry: () => void;
}

/** Where the same login may be taken a moment later; elsewhere Telegram has to sign another one. */
const MAY_PASS: ReadonlySet<Reason> = new Set(["nowhere", "no-cookie"]);

function close(): void {
  host.getState().bridge?.post("web_app_close");
}

/** Why somebody can't come in, and what to do about it. */
export function Outside({ reason, problem, retry }: OutsideProps) {
  const say = useSay();
  const inTelegram = useInTelegram();
  const mayPass = MAY_PASS.has(reason) || !inTelegram;
  return (
    <main className={css.page}>
      <div className={css.words} role="alert">
        <DoorClosed aria-hidden />
        <h1>{say(`telegram-${reason}`)}</h1>
        <p>{say(`telegram-${reason}-remedy`)}</p>
        {problem && <p className={css.detail}>{problem.message}</p>}
      </div>
      <div className={css.actions}>
        {mayPass && (
          <Button look="main" onClick={retry}>
            {say("try-again")}
          </Button>
        )}
        {inTelegram && (
          <Button look={mayPass ? undefined : "main"} onClick={close}>
            {say("close")}
          </Button>
        )}
      </div>
    </main>
  );
}
