import { useEffect } from "react";
import { useLocation } from "wouter";
import { useStore } from "zustand";
import { App } from "../app/App";
import { Failed, Loading } from "../ui/States";
import { arrive, door } from "./door";
import { host, useBackButton } from "./host";
import type { Launch } from "./launch";
import { Outside } from "./Outside";
import { RoomChoice } from "./RoomChoice";
import { BOARD_PATH } from "./startParam";
import { goBack } from "./way";

function usePageBack(): void {
  const [place] = useLocation();
  useBackButton(place === "/" || place === BOARD_PATH ? null : goBack);
}

/** Whatever Telegram shows: the board, or why it is not there and what to do. */
export function TelegramPage({ launch }: { launch: Launch }) {
  const standing = useStore(door, (state) => state.standing);
  usePageBack();
  // Until now Telegram has drawn a placeholder.
  useEffect(() => host.getState().bridge?.post("web_app_ready"), []);
  const again = () => arrive(launch);
  switch (standing?.kind) {
    case undefined:
      return <Loading />;
    case "in":
      return <App me={standing.me} />;
    case "choosing":
      return <RoomChoice launch={launch} rooms={standing.rooms} />;
    case "failed":
      return <Failed error={standing.problem} retry={again} />;
    case "outside":
      return <Outside reason={standing.reason} problem={standing.problem} retry={again} />;
  }
}
