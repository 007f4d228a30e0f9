import { History, MessageSquare } from "lucide-react";
import type { Hit } from "../api/schema";
import { relative } from "../text/format";
import { cutAt } from "../text/pieces";
import { useLanguage, useSay } from "../text/text";
import { StatusDot } from "../ui/marks";
import { useNow } from "../ui/now";
import css from "./EntryLine.module.css";
import { type Line, linesOf } from "./lines";
import type { Entry } from "./useEntries";

function Marked({ line }: { line: Line }) {
  return (
    <bdi>
      {cutAt(line.text, line.ranges).map((part) =>
        part.marked ? (
          <mark key={part.start} className={css.mark}>
            {part.text}
          </mark>
        ) : (
          <span key={part.start}>{part.text}</span>
        ),
      )}
    </bdi>
  );
}

function Origin({ hit }: { hit: Hit }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  if (hit.task) return <span className={css.fact}>{say(`status-${hit.task.status}`)}</span>;
  if (!hit.message) return null;
  return (
    <span className={css.fact}>
      <bdi>{hit.message.author}</bdi> · {relative(new Date(hit.message.sent_at), now, language)}
    </span>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const { title, text } = linesOf(hit);
  return (
    <>
      <span className={css.sign}>
        {hit.task ? <StatusDot status={hit.task.status} /> : <MessageSquare aria-hidden />}
      </span>
      <span className={css.words}>
        <span className={css.title}>
          <Marked line={title} />
        </span>
        {text && (
          <span className={css.text}>
            <Marked line={text} />
          </span>
        )}
      </span>
      <Origin hit={hit} />
    </>
  );
}

/** One line of the palette. */
export function EntryLine({ entry }: { entry: Entry }) {
  if (entry.kind === "hit") return <HitLine hit={entry.hit} />;
  const Icon = entry.kind === "search" ? History : entry.command.icon;
  return (
    <>
      <span className={css.sign}>
        <Icon aria-hidden />
      </span>
      <span className={css.words}>
        <span className={css.title}>
          <bdi>{entry.kind === "search" ? entry.text : entry.command.text}</bdi>
        </span>
      </span>
      {entry.kind === "command" && entry.command.keys && <kbd className={css.keys}>{entry.command.keys}</kbd>}
    </>
  );
}
