import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useLanguage, useSay } from "../text/text";
import { choose, type Room } from "./door";
import type { Launch } from "./launch";
import css from "./RoomChoice.module.css";

/** Which workspace to open, for who belongs to several. */
export function RoomChoice({ launch, rooms }: { launch: Launch; rooms: readonly Room[] }) {
  const say = useSay();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const open = async (id: number) => {
    setBusy(true);
    await choose(launch, id);
  };
  const chats = new Intl.ListFormat(language, { type: "conjunction" });
  return (
    <main className={css.page}>
      <h1>{say("telegram-choose")}</h1>
      <p className={css.hint}>{say("telegram-choose-hint")}</p>
      <ul className={css.rooms} aria-busy={busy}>
        {rooms.map((room) => (
          <li key={room.id}>
            <button type="button" className={css.room} disabled={busy} onClick={() => open(room.id)}>
              <span className={css.name} dir="auto">
                {room.name}
              </span>
              <span className={css.chats} dir="auto">
                {chats.format(room.chats)}
              </span>
              <ChevronRight aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
