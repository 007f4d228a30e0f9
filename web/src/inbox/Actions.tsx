import { Check, type LucideIcon, Merge, Pencil, X } from "lucide-react";
import { useRef } from "react";
import type { DeclineReason } from "../api/schema";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";
import css from "./Actions.module.css";
import type { Dialogs } from "./useDialogs";

const REASONS = ["not_a_task", "duplicate", "other"] as const satisfies readonly DeclineReason[];

interface ActionsProps {
  /** How many proposals they are about. */
  count: number;
  dialogs: Dialogs;
  onAccept: () => void;
  onDecline: (reason: DeclineReason) => void;
}

/** What can be done with a proposal, or with several. */
export function Actions({ count, dialogs, onAccept, onDecline }: ActionsProps) {
  const say = useSay();
  const decline = useRef<HTMLButtonElement>(null);
  const several = count > 1;
  return (
    <div className={css.actions}>
      <Button look="main" aria-keyshortcuts="a" onClick={onAccept}>
        <Face icon={Check} text={say(several ? "inbox-accept-many" : "inbox-accept", { count })} letter="a" />
      </Button>
      {!several && (
        <>
          <Button
            className={css.aside}
            aria-keyshortcuts="e"
            aria-haspopup="dialog"
            onClick={() => dialogs.open("edit")}
          >
            <Face icon={Pencil} text={say("inbox-edit")} letter="e" />
          </Button>
          <Button
            className={css.aside}
            aria-keyshortcuts="m"
            aria-haspopup="dialog"
            onClick={() => dialogs.open("merge")}
          >
            <Face icon={Merge} text={say("inbox-merge")} letter="m" />
          </Button>
        </>
      )}
      <Button
        ref={decline}
        className={css.last}
        aria-keyshortcuts="d"
        aria-haspopup="menu"
        onClick={() => dialogs.open("decline")}
      >
        <Face icon={X} text={say(several ? "inbox-decline-many" : "inbox-decline", { count })} letter="d" />
      </Button>
      <Menu
        anchor={dialogs.shown === "decline" ? decline.current : null}
        onClose={dialogs.close}
        title={say("inbox-decline-why")}
        entries={REASONS.map((reason) => ({
          id: reason,
          text: say(`inbox-reason-${reason}`),
          act: () => onDecline(reason),
        }))}
      />
    </div>
  );
}

function Face({ icon: Icon, text, letter }: { icon: LucideIcon; text: string; letter: string }) {
  return (
    <>
      <Icon aria-hidden />
      <span className={css.text}>{text}</span>
      <kbd aria-hidden>{letter}</kbd>
    </>
  );
}
