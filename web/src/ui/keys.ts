/** Single keys as shortcuts, silent while somebody types or a window is open. */

import { useEffect, useRef } from "react";

/** Keys as `KeyboardEvent.key`, `mod+` before it for Ctrl or ⌘. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function windowOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

/** Call what belongs to a pressed key as long as the component is there. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey;
      const act = current.current[mod ? `mod+${event.key.toLowerCase()}` : event.key];
      if (act === undefined || event.altKey || event.defaultPrevented) return;
      if (!mod && (typing(event.target) || windowOpen())) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
