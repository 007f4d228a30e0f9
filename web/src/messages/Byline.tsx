import { Forward, Mail, MessageSquare, PencilLine, Send, Terminal } from "lucide-react";
import type { Message, Source } from "../api/schema";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import css from "./Byline.module.css";

const SOURCE_ICONS = {
  telegram: Send,
  slack: MessageSquare,
  email: Mail,
  api: Terminal,
} as const satisfies Record<Source, unknown>;

/** Where a message came in. */
export function SourceSign({ source }: { source: Source }) {
  const name = useSay()(`messages-source-${source}`);
  const Icon = SOURCE_ICONS[source];
  return (
    <span className={css.sign} title={name}>
      <Icon aria-hidden />
      <span className="unseen">{name}</span>
    </span>
  );
}

function Notes({ message }: { message: Message }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      {message.edited_at && (
        <span className={css.note} title={moment(new Date(message.edited_at), language)}>
          <PencilLine aria-hidden />
          {say("messages-edited")}
        </span>
      )}
      {message.origin && (
        <span className={css.note}>
          <Forward aria-hidden />
          {say("messages-forwarded", { name: message.origin.name })}
        </span>
      )}
    </>
  );
}

/** Who wrote a message, where and when. */
export function Byline({
  message,
  chat,
  now,
  id,
}: {
  message: Message;
  chat: string;
  now: Date;
  id?: string;
}) {
  const language = useLanguage();
  const sent = new Date(message.sent_at);
  return (
    <div className={css.line}>
      <bdi id={id} className={css.author}>
        {message.author}
      </bdi>
      <span className={css.chat}>
        <SourceSign source={message.source} />
        <bdi>{chat}</bdi>
      </span>
      <time className={css.note} dateTime={message.sent_at} title={moment(sent, language)}>
        {relative(sent, now, language)}
      </time>
      <Notes message={message} />
    </div>
  );
}
