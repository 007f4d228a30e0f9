import { memo } from "react";
import { Link } from "wouter";
import type { Proposal } from "../api/schema";
import { relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { CategoryMark, PriorityMark } from "../ui/marks";
import { Confidence } from "./Confidence";
import css from "./List.module.css";
import { addressOf } from "./useInbox";

interface RowProps {
  proposal: Proposal;
  now: Date;
  current: boolean;
  /** Undefined for those who may only look. */
  selected: boolean | undefined;
  /** Whether another one is open already, whose place in the browser's history this one takes. */
  replace: boolean;
  onToggle: (id: number) => void;
}

/** One proposal in the list. */
export const Row = memo(function Row({ proposal, now, current, selected, replace, onToggle }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  const { id, task, messages } = proposal;
  return (
    <li className={css.row} data-current={current} data-selected={selected}>
      {selected !== undefined && (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={selected}
            tabIndex={current ? 0 : -1}
            onChange={() => onToggle(id)}
            aria-label={say("inbox-select", { title: task.title })}
          />
        </label>
      )}
      <Link
        href={addressOf(id)}
        replace={replace}
        className={css.link}
        aria-current={current ? "true" : undefined}
        tabIndex={current ? 0 : -1}
      >
        <span className={css.title} dir="auto">
          {task.title}
        </span>
        <span className={css.facts}>
          <CategoryMark category={task.category} short />
          {task.priority !== "medium" && <PriorityMark priority={task.priority} short />}
          <bdi className={css.author}>{messages?.[0]?.author}</bdi>
          <time dateTime={proposal.created_at}>
            {relative(new Date(proposal.created_at), now, language, "narrow")}
          </time>
          <Confidence share={proposal.confidence} short />
        </span>
      </Link>
    </li>
  );
});
