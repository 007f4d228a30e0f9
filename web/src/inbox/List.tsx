import { type KeyboardEvent, useEffect, useRef } from "react";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { useNow } from "../ui/now";
import css from "./List.module.css";
import { Row } from "./Row";
import type { Inbox } from "./useInbox";

/** Bring the current row into sight, and the focus to it when it was in the list or nowhere. */
function useFollowing({ currentId, follow }: Inbox) {
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another one becomes the current one
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    const focused = document.activeElement;
    row?.scrollIntoView({ block: "nearest" });
    if (!follow.current) return;
    follow.current = false;
    if (focused === document.body || focused === null || list.current?.contains(focused)) row?.focus();
  }, [currentId]);
  return list;
}

/** The proposals that wait. One stop for Tab; arrows move. */
export function List({ inbox }: { inbox: Inbox }) {
  const say = useSay();
  const now = useNow();
  const mayDecide = useCanWrite();
  const list = useFollowing(inbox);
  const arrows = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (step === undefined) return;
    event.preventDefault();
    inbox.move(step, event.shiftKey && mayDecide);
  };
  return (
    <ul ref={list} className={css.list} aria-label={say("inbox-list")} onKeyDown={arrows}>
      {inbox.waiting.map((proposal) => (
        <Row
          key={proposal.id}
          proposal={proposal}
          now={now}
          current={proposal.id === inbox.currentId}
          selected={mayDecide ? inbox.selected.has(proposal.id) : undefined}
          replace={inbox.chosen}
          onToggle={inbox.toggle}
        />
      ))}
    </ul>
  );
}
