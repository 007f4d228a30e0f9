/** What the page asks of Telegram when it is a Mini App; in a plain browser every call here does nothing.
 *
 * Nothing of Telegram's library is loaded by this module: src/telegram/controls.ts draws what is kept here.
 */

import type { on, PostEventFn } from "@tma.js/bridge";
import { useEffect, useId, useRef } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** The way to the Telegram app around the page and back. */
export interface Bridge {
  /** Ask for something; what this version of the app does not know is left out. */
  readonly post: PostEventFn;
  readonly on: typeof on;
}

export interface MainButton {
  readonly id: string;
  readonly text: string;
  readonly enabled: boolean;
  readonly busy: boolean;
  readonly press: () => void;
}

export interface WayBack {
  readonly id: string;
  readonly go: () => void;
}

/** Colours of the button under the page, as Telegram takes them. */
export interface ButtonColors {
  readonly color: `#${string}`;
  readonly text_color: `#${string}`;
}

export interface Host {
  /** null: the page is not in Telegram. */
  readonly bridge: Bridge | null;
  /** Wishes for the one button under the page; the last counts, as it belongs to what lies on top. */
  readonly buttons: readonly MainButton[];
  /** Ways that the button above the page may go; the last counts. */
  readonly waysBack: readonly WayBack[];
  /** Who has something that is not saved yet. */
  readonly unsaved: readonly string[];
  /** How many drags are on their way, during which a swipe must not close the app. */
  readonly drags: number;
  readonly buttonColors: ButtonColors | null;
}

export const host = createStore<Host>(() => ({
  bridge: null,
  buttons: [],
  waysBack: [],
  unsaved: [],
  drags: 0,
  buttonColors: null,
}));

/** Whether the page is in Telegram. */
export function useInTelegram(): boolean {
  return useStore(host, ({ bridge }) => bridge !== null);
}

function put<Kept extends { readonly id: string }>(list: readonly Kept[], kept: Kept): readonly Kept[] {
  return list.some(({ id }) => id === kept.id)
    ? list.map((one) => (one.id === kept.id ? kept : one))
    : [...list, kept];
}

function without<Kept extends { readonly id: string }>(list: readonly Kept[], id: string): readonly Kept[] {
  return list.some((one) => one.id === id) ? list.filter((one) => one.id !== id) : list;
}

export interface MainButtonWish {
  text: string;
  enabled?: boolean;
  /** Show that it works on it. */
  busy?: boolean;
  onPress: () => void;
}

/** Offer the big button under the page, for editors: save, add. `null` offers nothing. */
export function useMainButton(wish: MainButtonWish | null): void {
  const id = useId();
  const onPress = useRef(wish?.onPress);
  onPress.current = wish?.onPress;
  const { text = null, enabled = true, busy = false } = wish ?? {};
  useEffect(() => {
    host.setState(({ buttons }) => ({
      buttons:
        text === null
          ? without(buttons, id)
          : put(buttons, { id, text, enabled, busy, press: () => onPress.current?.() }),
    }));
  }, [id, text, enabled, busy]);
  useEffect(() => () => host.setState(({ buttons }) => ({ buttons: without(buttons, id) })), [id]);
}

/** Let Telegram's back button call `onBack` as long as it is not null; what came last is asked first. */
export function useBackButton(onBack: (() => void) | null): void {
  const id = useId();
  const latest = useRef(onBack);
  latest.current = onBack;
  const wanted = onBack !== null;
  useEffect(() => {
    if (!wanted) return;
    host.setState(({ waysBack }) => ({ waysBack: put(waysBack, { id, go: () => latest.current?.() }) }));
    return () => host.setState(({ waysBack }) => ({ waysBack: without(waysBack, id) }));
  }, [id, wanted]);
}

/** Let Telegram ask before it closes the page, as long as `dirty`. */
export function useClosingConfirmation(dirty: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!dirty) return;
    host.setState(({ unsaved }) => ({ unsaved: [...unsaved, id] }));
    return () => host.setState(({ unsaved }) => ({ unsaved: unsaved.filter((one) => one !== id) }));
  }, [id, dirty]);
}

/** Keep swipes from closing the app while something is dragged; returns how to end that. */
export function holdSwipes(): () => void {
  host.setState(({ drags }) => ({ drags: drags + 1 }));
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    host.setState(({ drags }) => ({ drags: drags - 1 }));
  };
}

export type Feeling = "success" | "error" | "select";

/** Let the device be felt: something went well, something failed, the choice has moved. */
export function haptic(feeling: Feeling): void {
  const { bridge } = host.getState();
  if (feeling === "select") bridge?.post("web_app_trigger_haptic_feedback", { type: "selection_change" });
  else {
    bridge?.post("web_app_trigger_haptic_feedback", { type: "notification", notification_type: feeling });
  }
}

const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** Open an address of somewhere else: in Telegram by the app itself, else in a new tab. */
export function openLink(address: string): void {
  const url = new URL(address, location.href);
  const { bridge } = host.getState();
  if (bridge === null) window.open(url, "_blank", "noopener");
  else if (TELEGRAM_HOSTS.has(url.hostname)) {
    bridge.post("web_app_open_tg_link", { path_full: url.pathname + url.search });
  } else bridge.post("web_app_open_link", { url: url.href });
}
