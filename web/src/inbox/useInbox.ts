/** What waits, which one is looked at, which are selected, and the moves between them. */

import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { useStore } from "zustand";
import type { Proposal } from "../api/schema";
import { usePendingProposals } from "../live/use";
import { neighbour, successor } from "./order";
import { desk } from "./post";

export interface Inbox {
  /** What waits, newest first, without what has been decided here. */
  readonly waiting: readonly Proposal[];
  /** The one that is looked at; on a wide screen the first when nobody has chosen. */
  readonly currentId: number | null;
  /** Whether somebody has chosen it: a phone shows the list until then. */
  readonly chosen: boolean;
  readonly selected: ReadonlySet<number>;
  /** Set when the focus should follow to the current one. */
  readonly follow: { current: boolean };
  back(): void;
  /** Look at one, and let the focus follow. */
  look(id: number): void;
  /** Look at the next (1) or the one before (-1); `select` adds both to the selection. */
  move(step: 1 | -1, select?: boolean): void;
  toggle(id: number): void;
  selectAll(): void;
  selectNone(): void;
  /** Look at what comes after `ids`, which are about to go. */
  leave(ids: readonly number[]): void;
}

const PARAM = "proposal";

/** Return the address of the inbox with one proposal open. */
export function addressOf(proposalId: number): string {
  return `/inbox?${PARAM}=${proposalId}`;
}

function useChosen(): [number | null, (id: number | null) => void] {
  const [params, setParams] = useSearchParams();
  const number = Number(params.get(PARAM) ?? Number.NaN);
  const chosen = Number.isSafeInteger(number) ? number : null;
  const choose = (id: number | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (id === null) after.delete(PARAM);
        else after.set(PARAM, String(id));
        return after;
      },
      // Back leads from the first one that was opened to the list, not through all that were looked at.
      { replace: chosen !== null },
    );
  return [chosen, choose];
}

function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const add = (ids: readonly number[]) => setSelected((before) => new Set([...before, ...ids]));
  const remove = (ids: readonly number[]) =>
    setSelected((before) => new Set([...before].filter((id) => !ids.includes(id))));
  const toggle = useCallback(
    (id: number) =>
      setSelected(
        (before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]),
      ),
    [],
  );
  return { selected, add, remove, toggle, none: () => setSelected(new Set()) };
}

export function useInbox(): Inbox {
  const pending = usePendingProposals();
  const away = useStore(desk.state, (state) => state.away);
  const waiting = pending.filter((each) => !away.has(each.id));
  const ids = waiting.map((each) => each.id);
  const [chosen, setChosen] = useChosen();
  // Not simply the first one: a proposal that comes meanwhile must not slip under the finger on "accept".
  const [pinned, setPinned] = useState<number | null>(null);
  const first = ids[0] ?? null;
  const gone = pinned === null || !ids.includes(pinned);
  useEffect(() => {
    if (gone) setPinned(first);
  }, [gone, first]);
  const selection = useSelection();
  const selected = new Set(ids.filter((id) => selection.selected.has(id)));
  const follow = useRef(false);
  const currentId = chosen ?? pinned;

  const look = (id: number | null) => {
    setPinned(id);
    if (chosen !== null) setChosen(id);
  };
  return {
    waiting,
    currentId,
    chosen: chosen !== null,
    selected,
    follow,
    back: () => setChosen(null),
    look: (id) => {
      follow.current = true;
      look(id);
    },
    move: (step, select = false) => {
      const next = neighbour(ids, currentId, step);
      if (next === null) return;
      if (select) selection.add(currentId === null ? [next] : [currentId, next]);
      follow.current = true;
      look(next);
    },
    toggle: selection.toggle,
    selectAll: () => selection.add(ids),
    selectNone: selection.none,
    leave: (going) => {
      selection.remove(going);
      follow.current = true;
      if (currentId !== null && going.includes(currentId)) look(successor(ids, currentId, going));
    },
  };
}
