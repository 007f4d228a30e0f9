/** What opens above any view: the composer, the search, the keys; and the live socket that the shell can wake. */

import { Suspense } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { LiveSocket } from "../live/socket";
import { lazyPart } from "../text/text";
import { toastProblem } from "../ui/toasts";

const LOADS = {
  composer: () => import("../composer/Composer"),
  search: () => import("../search/SearchPalette"),
  shortcuts: () => import("../welcome/Shortcuts"),
} as const;
const Composer = lazyPart(LOADS.composer);
const SearchPalette = lazyPart(LOADS.search);
const Shortcuts = lazyPart(LOADS.shortcuts);

export type Overlay = keyof typeof LOADS;

const overlays = createStore<{ open: Overlay | null; seed: string; socket: LiveSocket | null }>(() => ({
  open: null,
  seed: "",
  socket: null,
}));

/** Load first, then draw: what can't be loaded now must not take the page down, and may be tried again. */
function open(overlay: Overlay, seed = ""): void {
  LOADS[overlay]().then(() => overlays.setState({ open: overlay, seed }), toastProblem);
}

/** Load the composer before it is asked for: it has to open when the server can't be reached, too. */
export function preloadComposer(): void {
  LOADS.composer().catch(() => undefined); // `openComposer` tries again, and tells
}

export function openComposer(): void {
  open("composer");
}

/** Open the composer with `text` in it. */
export function composeWith(text: string): void {
  open("composer", text);
}

export function openSearch(): void {
  open("search");
}

export function openShortcuts(): void {
  open("shortcuts");
}

export function closeOverlay(): void {
  overlays.setState({ open: null });
}

export function keepSocket(socket: LiveSocket | null): void {
  overlays.setState({ socket });
}

export function retryConnection(): void {
  overlays.getState().socket?.retry();
}

/** Draws the open overlay; each is loaded when it is first opened. */
export function Overlays() {
  const { open, seed } = useStore(overlays);
  return (
    <Suspense>
      {open === "composer" && <Composer onClose={closeOverlay} seed={seed} />}
      {open === "shortcuts" && <Shortcuts onClose={closeOverlay} />}
      {open === "search" && <SearchPalette onClose={closeOverlay} />}
    </Suspense>
  );
}
