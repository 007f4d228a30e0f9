import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Category, Priority, TaskStatus } from "../api/schema";
import { CATEGORIES, PRIORITIES, STATUSES } from "../live/rules";
import { moment } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { CategoryMark, PriorityMark, StatusMark } from "../ui/marks";
import { FIELDS } from "./fields";
import css from "./History.module.css";
import { type FieldChange, namesBetween, taskIn } from "./history";
import { useRuleWords } from "./useRuleWords";

function isOneOf<Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return words.some((word) => word === value);
}

function Value({ field, value }: { field: string; value: unknown }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const ruleWords = useRuleWords();
  if (value === null || value === "") return <span className={css.quiet}>{say("task-none")}</span>;
  if (isOneOf<TaskStatus>(STATUSES, value)) return <StatusMark status={value} />;
  if (isOneOf<Priority>(PRIORITIES, value)) return <PriorityMark priority={value} />;
  if (isOneOf<Category>(CATEGORIES, value)) return <CategoryMark category={value} />;
  if (field === "due") return moment(new Date(String(value)), language);
  if (field === "recurrence") return ruleWords(String(value));
  return <bdi>{String(value)}</bdi>;
}

function Names({ before, after }: { before: unknown; after: readonly unknown[] }) {
  const say = useSay();
  // What came and went can only be told of what was known.
  if (before === undefined) return <bdi>{after.join(", ") || say("task-none")}</bdi>;
  const { came, went } = namesBetween(before, after);
  return (
    <>
      {came.map((name) => (
        <ins key={name} className={css.came}>
          <span className="unseen">{say("task-came")} </span>
          <span aria-hidden>+ </span>
          <bdi>{name}</bdi>
        </ins>
      ))}
      {went.map((name) => (
        <del key={name} className={css.went}>
          <span className="unseen">{say("task-went")} </span>
          <bdi>{name}</bdi>
        </del>
      ))}
    </>
  );
}

/** What is told by its name alone: texts are too long to be told twice, and ids tell people nothing. */
const SAID_ONLY: ReadonlySet<string> = new Set(["description", "correction", "forgotten"]);

/** Fields whose values are shown; what a newer server tells of is said to be "something else". */
const SHOWN: ReadonlySet<string> = new Set([...FIELDS, "recurrence"]);

/** One field of a step: what it was and what it became. */
export function ChangeLine({ change: { field, before, after } }: { change: FieldChange }) {
  const say = useSay();
  if (field === "merged" || field === "merged_into") return <Merge field={field} other={taskIn(after)} />;
  if (field === "recurrence_id") return null; // `recurrence` tells it in words
  if (SAID_ONLY.has(field)) return <li>{say(`task-step-${field}`)}</li>;
  if (!SHOWN.has(field)) return <li>{say("task-step-other")}</li>;
  return (
    <li className={css.change}>
      <span className={css.quiet}>{say(`task-field-${field}`)}</span>
      {Array.isArray(after) ? (
        <Names before={before} after={after} />
      ) : (
        <>
          {before !== undefined && (
            <>
              <Value field={field} value={before} />
              <ArrowRight className={css.arrow} role="img" aria-label={say("task-became")} />
            </>
          )}
          <Value field={field} value={after} />
        </>
      )}
    </li>
  );
}

function Merge({ field, other }: { field: "merged" | "merged_into"; other: number | null }) {
  const say = useSay();
  if (other === null) return <li>{say("task-step-merged-proposal")}</li>;
  return (
    <li>
      {say(`task-step-${field}`)} <Link href={`/tasks/${other}`}>#{other}</Link>
    </li>
  );
}
