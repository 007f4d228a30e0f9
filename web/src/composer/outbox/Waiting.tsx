import { Pencil, Trash2 } from "lucide-react";
import { relative } from "../../text/format";
import { useLanguage, useSay } from "../../text/text";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { useNow } from "../../ui/now";
import { toast, toastProblem } from "../../ui/toasts";
import { discard, flush, restore } from "./outbox";
import type { Entry } from "./queue";
import { edit } from "./useTell";
import css from "./Waiting.module.css";

function EntryLine({ entry, onEdit }: { entry: Entry; onEdit: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const drop = async () => {
    await discard(entry);
    const undo = () => void restore(entry).catch(toastProblem);
    toast({ kind: "done", text: say("outbox-discarded"), action: { text: say("undo"), act: undo } });
  };
  return (
    <li className={css.entry}>
      <div className={css.words}>
        <p className={css.text} dir="auto">
          {entry.text}
        </p>
        {entry.refusal === null ? (
          <p className={css.quiet}>{relative(new Date(entry.written), now, language)}</p>
        ) : (
          <p className={css.refusal}>
            {entry.refusal.message} {entry.refusal.remedy}
          </p>
        )}
      </div>
      <IconButton label={say("outbox-edit-this", { text: entry.text })} small onClick={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton
        label={say("outbox-discard-this", { text: entry.text })}
        small
        onClick={() => drop().catch(toastProblem)}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}

interface WaitingProps {
  owner: string;
  entries: readonly Entry[];
  onClose: () => void;
}

/** The tasks that are not stored yet: those that wait for the server, and those it does not want. */
export function Waiting({ owner, entries, onClose }: WaitingProps) {
  const say = useSay();
  const takeBack = (entry: Entry) => {
    onClose();
    edit(entry);
  };
  const waits = entries.some((entry) => entry.refusal === null);
  return (
    <Dialog open onClose={onClose} title={say("outbox")}>
      <p className={css.quiet}>{entries.length > 0 ? say("outbox-explained") : say("outbox-empty")}</p>
      <ul className={css.entries}>
        {entries.map((entry) => (
          <EntryLine key={entry.key} entry={entry} onEdit={() => takeBack(entry)} />
        ))}
      </ul>
      {waits && <Button onClick={() => flush(owner).catch(toastProblem)}>{say("outbox-now")}</Button>}
    </Dialog>
  );
}
