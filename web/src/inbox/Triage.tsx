import { lazy, Suspense } from "react";
import type { Proposal } from "../api/schema";
import { usePreference } from "../app/preferences";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { useShortcuts } from "../ui/keys";
import { Actions } from "./Actions";
import { Decided } from "./Decided";
import { Detail } from "./Detail";
import css from "./Inbox.module.css";
import { List } from "./List";
import { ListHead } from "./ListHead";
import { Unread } from "./Unread";
import type { Decisions } from "./useDecisions";
import { type Dialogs, useDialogs } from "./useDialogs";
import type { Inbox } from "./useInbox";

const EditDialog = lazy(() => import("./EditDialog"));
const MergeDialog = lazy(() => import("./MergeDialog"));

interface TriageProps {
  inbox: Inbox;
  decisions: Decisions;
}

function useTriageKeys(
  { inbox, decisions }: TriageProps,
  targets: readonly Proposal[],
  dialogs: Dialogs,
): void {
  const letters = usePreference("letterKeys");
  const mayDecide = useCanWrite();
  const open = (name: "edit" | "merge" | "decline") => () => {
    if (targets.length === 1 || (targets.length > 1 && name === "decline")) dialogs.open(name);
  };
  const extend = (step: 1 | -1) => () => inbox.move(step, true);
  const looks = { j: () => inbox.move(1), k: () => inbox.move(-1) };
  const decides = {
    a: () => decisions.accept(targets),
    d: open("decline"),
    e: open("edit"),
    m: open("merge"),
    u: () => void decisions.undo(),
    x: () => inbox.currentId !== null && inbox.toggle(inbox.currentId),
    J: extend(1),
    K: extend(-1),
  };
  const selecting = inbox.selected.size > 0 && { Escape: inbox.selectNone };
  useShortcuts({ ...selecting, ...(letters && looks), ...(letters && mayDecide && decides) });
}

/** The list beside what is looked at; on a phone one of both. */
export function Triage({ inbox, decisions }: TriageProps) {
  const say = useSay();
  const dialogs = useDialogs();
  const current = inbox.waiting.find((each) => each.id === inbox.currentId);
  const selected = inbox.waiting.filter((each) => inbox.selected.has(each.id));
  const targets = selected.length > 0 ? selected : current === undefined ? [] : [current];
  useTriageKeys({ inbox, decisions }, targets, dialogs);
  return (
    <div className={css.inbox} data-chosen={inbox.chosen} data-selecting={selected.length > 0}>
      <div className={css.side}>
        <ListHead inbox={inbox} />
        <Unread />
        <List inbox={inbox} />
      </div>
      <section className={css.main} aria-label={say("inbox-detail")}>
        {current !== undefined && (
          <Detail proposal={current} inbox={inbox} onMerge={(task) => decisions.merge(current, task)} />
        )}
        {current === undefined && inbox.currentId !== null && <Decided id={inbox.currentId} inbox={inbox} />}
      </section>
      <Decide targets={targets} decisions={decisions} dialogs={dialogs} />
    </div>
  );
}

interface DecideProps {
  targets: readonly Proposal[];
  decisions: Decisions;
  dialogs: Dialogs;
}

/** The buttons for what is selected, else for what is looked at, and the windows they open. */
function Decide({ targets, decisions, dialogs }: DecideProps) {
  const mayDecide = useCanWrite();
  const [target] = targets;
  if (!mayDecide || target === undefined) return null;
  return (
    <div className={css.decide}>
      <Actions
        count={targets.length}
        dialogs={dialogs}
        onAccept={() => decisions.accept(targets)}
        onDecline={(reason) => decisions.decline(targets, reason)}
      />
      <Suspense>
        {dialogs.shown === "edit" && (
          <EditDialog
            key={target.id}
            proposal={target}
            onClose={dialogs.close}
            onAccept={(edited) => decisions.accept([edited])}
          />
        )}
        {dialogs.shown === "merge" && (
          <MergeDialog
            key={target.id}
            proposal={target}
            onClose={dialogs.close}
            onChoose={(task) => decisions.merge(target, task)}
          />
        )}
      </Suspense>
    </div>
  );
}
