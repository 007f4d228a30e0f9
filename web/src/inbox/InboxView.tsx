import { Inbox as InboxIcon } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";
import type { Proposal } from "../api/schema";
import { usePreference } from "../app/preferences";
import { useCanWrite, useLive } from "../live/use";
import { useSay } from "../text/text";
import { buttonClass } from "../ui/Button";
import { useShortcuts } from "../ui/keys";
import { Empty, Loading } from "../ui/States";
import { Actions, type ActionsHandle } from "./Actions";
import { Decided } from "./Decided";
import { Detail } from "./Detail";
import css from "./Inbox.module.css";
import { List } from "./List";
import { type Decisions, useDecisions } from "./useDecisions";
import { type Inbox, useInbox } from "./useInbox";

/** Where proposals wait until somebody decides. */
export default function InboxView() {
  const inbox = useInbox();
  const decisions = useDecisions(inbox);
  const loaded = useLive((state) => state.loaded);
  if (inbox.waiting.length === 0 && !inbox.chosen) return loaded ? <Nothing /> : <Loading />;
  return <Desk inbox={inbox} decisions={decisions} />;
}

function Nothing() {
  const say = useSay();
  const more = (
    <Link href="/messages" className={buttonClass({})}>
      {say("inbox-empty-chat")}
    </Link>
  );
  return (
    <Empty icon={InboxIcon} title={say("inbox-empty-title")} actions={more}>
      {say("inbox-empty-body")}
    </Empty>
  );
}

function useInboxKeys(
  inbox: Inbox,
  decisions: Decisions,
  current: Proposal | undefined,
  actions: { current: ActionsHandle | null },
): void {
  const letters = usePreference("letterKeys");
  const mayDecide = useCanWrite();
  const moves = { j: () => inbox.move(1), k: () => inbox.move(-1) };
  const decides = {
    a: () => current && decisions.accept([current]),
    d: () => actions.current?.openDecline(),
    u: () => void decisions.undo(),
  };
  useShortcuts({ ...(letters && moves), ...(letters && mayDecide && decides) });
}

function Desk({ inbox, decisions }: { inbox: Inbox; decisions: Decisions }) {
  const say = useSay();
  const mayDecide = useCanWrite();
  const actions = useRef<ActionsHandle>(null);
  const current = inbox.waiting.find((each) => each.id === inbox.currentId);
  useInboxKeys(inbox, decisions, current, actions);
  return (
    <div className={css.inbox} data-chosen={inbox.chosen}>
      <div className={css.side}>
        <div className={css.top}>
          <span className={css.left}>{say("inbox-left", { count: inbox.waiting.length })}</span>
        </div>
        <List inbox={inbox} />
      </div>
      <section className={css.main} aria-label={say("inbox-detail")}>
        {current === undefined ? (
          inbox.currentId !== null && <Decided id={inbox.currentId} inbox={inbox} />
        ) : (
          <Detail proposal={current} inbox={inbox}>
            {mayDecide && (
              <Actions
                ref={actions}
                proposal={current}
                onAccept={() => decisions.accept([current])}
                onDecline={(reason) => decisions.decline([current], reason)}
              />
            )}
          </Detail>
        )}
      </section>
    </div>
  );
}
