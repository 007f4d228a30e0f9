import type { MessageEdit } from "../api/schema";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import css from "./Earlier.module.css";
import { Section } from "./Section";

/** The texts that the author has replaced, the newest of them first. */
export function Earlier({ edits, now }: { edits: readonly MessageEdit[]; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  if (edits.length === 0) return null;
  return (
    <Section title={say("messages-earlier")}>
      <ol className={css.list}>
        {[...edits].reverse().map(({ content, edited_at: at }) => (
          <li key={at}>
            <time dateTime={at} title={moment(new Date(at), language)}>
              {say("messages-replaced", { when: relative(new Date(at), now, language) })}
            </time>
            <p dir="auto">{content}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
