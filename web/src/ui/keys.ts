/** Single keys as shortcuts, silent while somebody types or a window is open. */

import { useEffect, useRef } from "react";

/**
 * Keys as `KeyboardEvent.key`, `mod+` before it for Ctrl or ⌘. What returns false has not taken the key: others
 * may, such as a view whose letter is also the second key of a chord.
 */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

function windowOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

/** Return the name of a pressed key in `Shortcuts`, null when it is not meant for the page. */
function shortcutOf(event: KeyboardEvent): string | null {
  if (event.altKey || event.defaultPrevented) return null;
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
  return typing(event.target) || windowOpen() ? null : event.key;
}

/** Call what belongs to a pressed key as long as the component is there. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = current.current[shortcutOf(event) ?? ""];
      if (act !== undefined && act(event) !== false) event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
