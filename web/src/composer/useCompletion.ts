import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useFacets } from "../app/facets";
import { useLive } from "../live/use";
import { complete, countNames, suggest, type Token, tokenAt, withKnown } from "./completion";

export interface Completion {
  readonly listId: string;
  readonly token: Token | null;
  readonly names: readonly string[];
  /** Which of `names` Enter takes. */
  readonly active: number;
  readonly choose: (name: string) => void;
  readonly setActive: (index: number) => void;
  /** Hear where the caret is. */
  readonly caretAt: (caret: number) => void;
  /** Handle a key; returns whether it was meant for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
}

const KEYS: Readonly<Record<string, "next" | "previous" | "choose" | "close">> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Tab: "choose",
  Enter: "choose",
  Escape: "close",
};

function actOf(event: KeyboardEvent) {
  return event.shiftKey || event.ctrlKey || event.metaKey ? undefined : KEYS[event.key];
}

/** Put the caret where a completion left it, once the field shows the new text. */
function useCaret(field: RefObject<HTMLTextAreaElement | null>, text: string): (caret: number) => void {
  const wanted = useRef<{ text: string; caret: number } | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null || field.current?.value !== text) return;
    field.current.setSelectionRange(wanted.current.caret, wanted.current.caret);
    wanted.current = null;
  }, [field, text]);
  return (caret) => {
    wanted.current = { text, caret };
  };
}

function useNames(token: Token | null): string[] {
  const tasks = useLive((state) => state.tasks);
  // Asked for as soon as the composer opens, so that the list does not change under the first name.
  const facets = useFacets(true);
  const sign = token?.sign;
  const counts = useMemo(
    () => sign && withKnown(countNames(tasks.values(), sign), facets, sign),
    [tasks, facets, sign],
  );
  const query = token?.query ?? "";
  return useMemo(() => (counts ? suggest(query, counts) : []), [counts, query]);
}

/** Suggest assignees and labels that tasks have, while one is being written. */
export function useCompletion(
  text: string,
  onText: (text: string) => void,
  field: RefObject<HTMLTextAreaElement | null>,
): Completion {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState(-1);
  const putCaret = useCaret(field, text);
  const found = tokenAt(text, caret);
  const token = found?.start === closedAt ? null : found;
  const names = useNames(token);
  const choose = (name: string) => {
    if (token === null) return;
    const done = complete(text, token, name);
    putCaret(done.caret);
    setCaret(done.caret);
    setActive(0);
    onText(done.text);
  };
  const acts = {
    next: () => setActive((active + 1) % names.length),
    previous: () => setActive((active + names.length - 1) % names.length),
    choose: () => choose(names[active] ?? ""),
    close: () => setClosedAt(token?.start ?? -1),
  };
  const press = (event: KeyboardEvent) => {
    const act = names.length > 0 ? actOf(event) : undefined;
    if (act === undefined) return false;
    event.preventDefault();
    event.stopPropagation(); // Escape closes the list, not the window around it
    acts[act]();
    return true;
  };
  const caretAt = (next: number) => {
    setCaret(next);
    setActive(0);
    if (tokenAt(field.current?.value ?? "", next)?.start !== closedAt) setClosedAt(-1);
  };
  return {
    listId,
    token,
    names,
    active: Math.min(active, names.length - 1),
    choose,
    setActive,
    caretAt,
    press,
  };
}
