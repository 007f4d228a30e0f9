/** What opens above any view: the composer and the search; and the live socket that the shell can wake. */

import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { LiveSocket } from "../live/socket";

const Composer = lazy(() => import("../composer/Composer"));
const SearchPalette = lazy(() => import("../search/SearchPalette"));

export type Overlay = "composer" | "search";

const overlays = createStore<{ open: Overlay | null; seed: string; socket: LiveSocket | null }>(() => ({
  open: null,
  seed: "",
  socket: null,
}));

export function openComposer(): void {
  overlays.setState({ open: "composer", seed: "" });
}

/** Open the composer with `text` in it. */
export function composeWith(text: string): void {
  overlays.setState({ open: "composer", seed: text });
}

export function openSearch(): void {
  overlays.setState({ open: "search" });
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
      {open === "search" && <SearchPalette onClose={closeOverlay} />}
    </Suspense>
  );
}
