/** The page as a Mini App of Telegram: loaded only there. */

import type { ReactNode } from "react";
import { navigate } from "wouter/use-browser-location";
import { setExits } from "../app/session";
import { store } from "../live/store";
import { findBridge } from "./bridge";
import { drawControls } from "./controls";
import { arrive, door, renew } from "./door";
import { type Bridge, host } from "./host";
import type { Launch } from "./launch";
import { followLook } from "./look";
import { placeOf } from "./startParam";
import { TelegramPage } from "./TelegramPage";
import { followViewport } from "./viewport";
import { countSteps } from "./way";

function connect(bridge: Bridge, { theme }: Launch): void {
  host.setState({ bridge });
  bridge.on("reload_iframe", () => {
    bridge.post("iframe_will_reload");
    location.reload();
  });
  bridge.post("iframe_ready", { reload_supported: true });
  bridge.post("web_app_expand");
  followLook(bridge, theme);
  followViewport(bridge);
  drawControls(bridge);
  bridge.post("web_app_request_theme");
}

function leaveBy(bridge: Bridge | null, launch: Launch): void {
  setExits({
    ended: () => renew(launch),
    loggedOut: () => (bridge === null ? location.assign("/login") : bridge.post("web_app_close")),
  });
  store.subscribe(({ connection }, before) => {
    if (connection === "ended" && before.connection !== "ended") renew(launch);
  });
}

/** Connect to the app around the page, log in, and return what to draw. */
export async function enterFromTelegram(launch: Launch): Promise<ReactNode> {
  const bridge = findBridge(launch);
  if (bridge !== null) connect(bridge, launch);
  leaveBy(bridge, launch);
  countSteps();
  await arrive(launch);
  const place = launch.fresh && door.getState().standing?.kind === "in" ? placeOf(launch.startParam) : null;
  // A step, so that the way back leads to the board.
  if (place !== null) navigate(place);
  return <TelegramPage launch={launch} />;
}
