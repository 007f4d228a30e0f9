import { CloudUpload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { preloadComposer } from "../../app/overlays";
import { useOwner } from "../../app/session";
import { useSay } from "../../text/text";
import { classes } from "../../ui/classes";
import { toast } from "../../ui/toasts";
import css from "./OutboxMark.module.css";
import { startOutbox } from "./outbox";
import type { Outcome } from "./sender";
import { outbox } from "./store";
import { useTell } from "./useTell";
import { Waiting } from "./Waiting";

/** Outcomes within this time are told at once: after an hour without network there may be many. */
const TOGETHER_MS = 400;

/** Tell one outcome as itself, and several that come together by their number. */
function useTellTogether(): (outcome: Outcome) => void {
  const say = useSay();
  const tell = useTell();
  const waiting = useRef<Outcome[]>([]);
  return (outcome) => {
    if (outcome.kind === "refused") {
      tell(outcome);
      return;
    }
    waiting.current.push(outcome);
    if (waiting.current.length > 1) return;
    setTimeout(() => {
      const [first, ...others] = waiting.current.splice(0);
      if (others.length > 0) toast({ kind: "done", text: say("outbox-sent", { count: others.length + 1 }) });
      else if (first) tell(first);
    }, TOGETHER_MS);
  };
}

/** Runs the outbox, and says how many tasks wait to be sent or were refused. */
export default function OutboxMark() {
  const say = useSay();
  const owner = useOwner();
  const entries = useStore(outbox, (state) => state.entries);
  const [open, setOpen] = useState(false);
  const tell = useRef(useTellTogether());
  useEffect(() => startOutbox(owner, (outcome) => tell.current(outcome)), [owner]);
  useEffect(preloadComposer, []);
  const refused = entries.filter((entry) => entry.refusal !== null).length;
  const words =
    refused > 0
      ? say("outbox-refused", { count: refused })
      : say("outbox-waiting", { count: entries.length });
  return (
    <>
      <div role="status" className={css.place}>
        {entries.length > 0 && (
          <button
            type="button"
            className={classes(css.mark, refused > 0 && css.refused)}
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <CloudUpload aria-hidden />
            <span className={css.words}>{words}</span>
            <span className={css.count} aria-hidden>
              {refused || entries.length}
            </span>
          </button>
        )}
      </div>
      {open && <Waiting owner={owner} entries={entries} onClose={() => setOpen(false)} />}
    </>
  );
}
