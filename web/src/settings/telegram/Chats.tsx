import type { TelegramChat } from "../../api/schema";
import { useSay } from "../../text/text";
import { Panel } from "../Panel";
import css from "../Rows.module.css";

/** The chats that belong to the workspace. */
export function Chats({ chats }: { chats: readonly TelegramChat[] }) {
  const say = useSay();
  return (
    <Panel flush title={say("settings-chats", { count: chats.length })}>
      <ul>
        {chats.map((chat) => (
          <li key={chat.chat_id} className={css.row}>
            <div className={css.words}>
              <bdi className={css.name}>{chat.title}</bdi>
              <span className={css.more}>
                {say(`settings-chat-${chat.kind}`)} · {say("settings-chat-people", { count: chat.members })}
              </span>
            </div>
            {chat.state !== "active" && (
              <span className={css.tag}>{say(`settings-chat-is-${chat.state}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
