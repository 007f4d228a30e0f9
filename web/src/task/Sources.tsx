import { ExternalLink } from "lucide-react";
import type { SourceMessage } from "../api/schema";
import { Marked } from "../messages/Marked";
import { useMessage } from "../messages/useMessage";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Avatar } from "../ui/marks";
import { Section } from "./Section";
import css from "./Sources.module.css";

/** The messages that the task was made of. */
export function Sources({ messages, now }: { messages: readonly SourceMessage[]; now: Date }) {
  const say = useSay();
  if (messages.length === 0) return null;
  return (
    <Section title={say("task-sources")} count={messages.length}>
      <ul className={css.messages}>
        {messages.map((message) => (
          <Source key={message.id} message={message} now={now} />
        ))}
      </ul>
    </Section>
  );
}

function Source({ message, now }: { message: SourceMessage; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const { message: read } = useMessage(message.id);
  const spans = read?.analysis?.extraction.spans;
  const sent = new Date(message.sent_at);
  return (
    <li className={css.message}>
      <div className={css.head}>
        <span aria-hidden className={css.sign}>
          <Avatar name={message.author} />
        </span>
        <bdi className={css.author}>{message.author}</bdi>
        <time className={css.time} dateTime={message.sent_at} title={moment(sent, language)}>
          {relative(sent, now, language)}
        </time>
        {message.url && (
          <a className={css.link} href={message.url} target="_blank" rel="noopener noreferrer">
            {say("task-open-telegram")}
            <ExternalLink aria-hidden />
          </a>
        )}
      </div>
      {/* An edited text is another than the one that the places were counted in. */}
      <Marked text={message.content} spans={read?.content === message.content ? spans : undefined} />
    </li>
  );
}
