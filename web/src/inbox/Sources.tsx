import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { answered, api } from "../api/client";
import type { Proposal, SourceMessage } from "../api/schema";
import { moment, relative } from "../text/format";
import { piecesOf } from "../text/pieces";
import { useLanguage, useSay } from "../text/text";
import { Avatar } from "../ui/marks";
import { useNow } from "../ui/now";
import css from "./Detail.module.css";
import { rangesOf } from "./quoted";

/** Return a message as the agents read it. */
export function useMessage(messageId: number) {
  return useQuery({
    queryKey: ["message", messageId],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET("/api/messages/{message_id}", { params: { path: { message_id: messageId } }, signal }),
      ),
  });
}

/** The messages a proposal comes from, with what the agents saw in them marked. */
export function Sources({ proposal }: { proposal: Proposal }) {
  const say = useSay();
  return (
    <section className={css.part} aria-label={say("inbox-source")}>
      {(proposal.messages ?? []).map((message) => (
        <Source key={message.id} message={message} proposal={proposal} />
      ))}
    </section>
  );
}

function Source({ message, proposal }: { message: SourceMessage; proposal: Proposal }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const read = useMessage(message.id).data;
  const ranges = read?.content === message.content ? rangesOf(read, proposal.position ?? 0) : [];
  const sent = new Date(message.sent_at);
  return (
    <figure className={css.source}>
      <figcaption className={css.from}>
        <Avatar name={message.author} />
        <bdi className={css.author}>{message.author}</bdi>
        <time dateTime={message.sent_at} title={moment(sent, language)}>
          {relative(sent, now, language)}
        </time>
        {message.url && (
          <a href={message.url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            {say("inbox-telegram")}
          </a>
        )}
      </figcaption>
      <blockquote className={css.quote} dir="auto">
        {piecesOf(message.content, ranges).map(({ text, marked, start }) =>
          marked ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
        )}
      </blockquote>
    </figure>
  );
}
