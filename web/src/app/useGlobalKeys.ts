import { useRef } from "react";
import { useLocation } from "wouter";
import { useShortcuts } from "../ui/keys";
import { usePreference } from "./preferences";
import { VIEWS } from "./views";

/** How long after `g` its second key counts. */
const CHORD_MS = 1200;

/** Keys that work everywhere: `c` adds, `/` and ⌘K search, `?` lists the keys, `g` and a letter go to a view. */
export function useGlobalKeys({
  onCompose,
  onSearch,
  onHelp,
}: {
  onCompose: () => void;
  onSearch: () => void;
  onHelp: () => void;
}): void {
  const letters = usePreference("letterKeys");
  const [, navigate] = useLocation();
  const chordUntil = useRef(0);
  const go = (path: string) => {
    if (Date.now() >= chordUntil.current) return false;
    chordUntil.current = 0;
    navigate(path);
    return true;
  };
  const goes = Object.fromEntries(VIEWS.map((view) => [view.key, () => go(view.path)]));
  // The second key of a pair is no view's own; without the first it is left to the view.
  useShortcuts(letters ? goes : {}, "first");
  useShortcuts(
    {
      "mod+k": onSearch,
      ...(letters && {
        c: onCompose,
        "/": onSearch,
        "?": onHelp,
        g: () => {
          chordUntil.current = Date.now() + CHORD_MS;
        },
      }),
    },
    "last",
  );
}
