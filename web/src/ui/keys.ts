/** Single keys as shortcuts, silent while somebody types or a window is open. */

import { useEffect, useRef } from "react";

/** Keys as `KeyboardEvent.key`, `mod+` before it for Ctrl or ⌘; an answer of `false` leaves the key to others. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** `first` goes before all views, `last` after them: for keys of the page that a view may mean otherwise. */
export type Turn = "first" | "view" | "last";

const TURNS: readonly Turn[] = ["first", "view", "last"];

interface Layer {
  readonly shortcuts: { readonly current: Shortcuts };
  readonly turn: Turn;
}

/** Who has shortcuts, in the order in which they are asked. */
const layers: Layer[] = [];

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

function takes({ shortcuts }: Layer, key: string, event: KeyboardEvent): boolean {
  const act = shortcuts.current[key];
  return act !== undefined && act(event) !== false;
}

function pressed(event: KeyboardEvent): void {
  const key = shortcutOf(event);
  if (key !== null && layers.some((layer) => takes(layer, key, event))) event.preventDefault();
}

/** Put a layer before those of its turn that are there already; returns how to take it away. */
function listenWith(layer: Layer): () => void {
  if (layers.length === 0) document.addEventListener("keydown", pressed);
  const place = layers.findIndex(({ turn }) => TURNS.indexOf(turn) >= TURNS.indexOf(layer.turn));
  layers.splice(place === -1 ? layers.length : place, 0, layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) document.removeEventListener("keydown", pressed);
  };
}

/** Call what belongs to a pressed key as long as the component is there. What came last is asked first. */
export function useShortcuts(shortcuts: Shortcuts, turn: Turn = "view"): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => listenWith({ shortcuts: current, turn }), [turn]);
}
