import { memo, useId } from "react";
import { Link, useSearch } from "wouter";
import type { Message } from "../api/schema";
import { percent } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { classes } from "../ui/classes";
import { Avatar } from "../ui/marks";
import { Attachments } from "./Attachments";
import { Byline } from "./Byline";
import css from "./Card.module.css";
import { Found } from "./Found";
import { Marked } from "./Marked";
import { MessageState } from "./State";
import { TaskLinks } from "./TaskLinks";
import type { Snippet } from "./useFeed";
import { Verdict } from "./Verdict";

interface CardProps {
  message: Message;
  chat: string;
  hit: Snippet | undefined;
  now: Date;
  /** Where it stands in the feed, and how many are known; -1: more may follow. */
  place: number;
  size: number;
  open: boolean;
}

function Outcome({ message, now }: { message: Message; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const analysis = message.analysis;
  if (!analysis) return <MessageState message={message} />;
  const { confidence, reason } = analysis.classification;
  const by = message.correction?.corrected_by;
  return (
    <>
      <div className={css.outcome}>
        <Verdict message={message} now={now} brief />
        <span className={css.why}>
          {by === undefined
            ? say("messages-sure", { share: percent(confidence, language) })
            : say("messages-corrected-by", { name: by })}
        </span>
        {by === undefined && (
          <span className={css.reason} title={reason} dir="auto">
            {reason}
          </span>
        )}
      </div>
      <TaskLinks ids={analysis.task_ids ?? []} />
    </>
  );
}

/** A message in the feed, with what came of it. */
export const Card = memo(function Card({ message, chat, hit, now, place, size, open }: CardProps) {
  const id = useId();
  const say = useSay();
  const search = useSearch();
  return (
    <article
      className={classes(css.card, open && css.open)}
      aria-labelledby={`${id}-author ${id}-text`}
      aria-posinset={place}
      aria-setsize={size}
      data-message={message.id}
    >
      <Avatar name={message.author} />
      <div className={css.body}>
        <div className={css.head}>
          <Byline message={message} chat={chat} now={now} id={`${id}-author`} />
          <Link
            href={`/messages/${message.id}${search && `?${search}`}`}
            className={css.more}
            data-open
            aria-label={say("messages-open", { name: message.author })}
            aria-current={open ? "true" : undefined}
          >
            {say("messages-details")}
          </Link>
        </div>
        <div id={`${id}-text`} className={css.text}>
          {hit ? (
            <Found {...hit} />
          ) : (
            <Marked text={message.content} spans={message.analysis?.extraction.spans} />
          )}
        </div>
        <Attachments files={message.attachments} />
        <Outcome message={message} now={now} />
      </div>
    </article>
  );
});
