import { DoorClosed } from "lucide-react";
import type { ProblemError } from "../api/problem";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Empty } from "../ui/States";
import type { Reason } from "./door";
import { host, useInTelegram } from "./host";
import css from "./Outside.module.css";

interface OutsideProps {
  reason: Reason;
  /** What the server said, for who runs it. */
  problem: ProblemError | null;
  retry: () => void;
}

/** Why somebody can't come in, and what to do about it. */
export function Outside({ reason, problem, retry }: OutsideProps) {
  const say = useSay();
  const inTelegram = useInTelegram();
  const close = () => host.getState().bridge?.post("web_app_close");
  const actions = (
    <>
      <Button look="main" onClick={retry}>
        {say("try-again")}
      </Button>
      {inTelegram && <Button onClick={close}>{say("close")}</Button>}
    </>
  );
  return (
    <main className={css.page} role="alert">
      <Empty icon={DoorClosed} title={say(`telegram-${reason}`)} actions={actions}>
        <p>{say(`telegram-${reason}-remedy`)}</p>
        {problem && <p className={css.detail}>{problem.message}</p>}
      </Empty>
    </main>
  );
}
