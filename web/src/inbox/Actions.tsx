import { Check, X } from "lucide-react";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import type { DeclineReason, Proposal } from "../api/schema";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";
import css from "./Actions.module.css";

const REASONS = ["not_a_task", "duplicate", "other"] as const satisfies readonly DeclineReason[];

export interface ActionsHandle {
  openDecline(): void;
}

interface ActionsProps {
  proposal: Proposal;
  onAccept: () => void;
  onDecline: (reason: DeclineReason) => void;
  ref?: Ref<ActionsHandle>;
}

/** The buttons below a proposal. */
export function Actions({ onAccept, onDecline, ref }: ActionsProps) {
  const say = useSay();
  const decline = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const openDecline = () => setAnchor(decline.current);
  useImperativeHandle(ref, () => ({ openDecline }));
  return (
    <div className={css.actions}>
      <Button look="main" aria-keyshortcuts="a" onClick={onAccept}>
        <Check aria-hidden />
        {say("inbox-accept")}
        <kbd aria-hidden>a</kbd>
      </Button>
      <Button ref={decline} aria-keyshortcuts="d" aria-haspopup="menu" onClick={openDecline}>
        <X aria-hidden />
        {say("inbox-decline")}
        <kbd aria-hidden>d</kbd>
      </Button>
      <Menu
        anchor={anchor}
        onClose={() => setAnchor(null)}
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
