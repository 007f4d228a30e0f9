/** The small signs that say what a task is: kind, priority, status, due time, people, labels. */

import {
  Bug,
  ChevronsDown,
  ChevronsUp,
  CircleHelp,
  CircleMinus,
  Clock,
  Flame,
  Minus,
  Sparkles,
  TrendingUp,
  Wrench,
} from "lucide-react";
import type { CSSProperties } from "react";
import type { Category, Priority, TaskStatus } from "../api/schema";
import { moment, shortDue, urgencyOf } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { useDue } from "../text/zone";
import { classes } from "./classes";
import css from "./marks.module.css";

const CATEGORY_ICONS = {
  bug: Bug,
  feature: Sparkles,
  improvement: TrendingUp,
  question: CircleHelp,
  chore: Wrench,
  other: CircleMinus,
} as const satisfies Record<Category, unknown>;

const PRIORITY_ICONS = {
  critical: Flame,
  high: ChevronsUp,
  medium: Minus,
  low: ChevronsDown,
} as const satisfies Record<Priority, unknown>;

const DOTS: Record<TaskStatus, string | undefined> = {
  open: undefined,
  in_progress: css.dotInProgress,
  completed: css.dotCompleted,
  closed: css.dotClosed,
};

/** What kind of work it is; `short` leaves the word to screen readers. */
export function CategoryMark({ category, short = false }: { category: Category; short?: boolean }) {
  const name = useSay()(`category-${category}`);
  const Icon = CATEGORY_ICONS[category];
  return (
    <span className={classes(css.mark, css[category])} title={name}>
      <Icon aria-hidden />
      <span className={short ? "unseen" : undefined}>{name}</span>
    </span>
  );
}

export function PriorityMark({ priority, short = false }: { priority: Priority; short?: boolean }) {
  const name = useSay()(`priority-${priority}`);
  const Icon = PRIORITY_ICONS[priority];
  return (
    <span className={classes(css.mark, css[priority])} title={name}>
      <Icon aria-hidden />
      <span className={short ? "unseen" : undefined}>{name}</span>
    </span>
  );
}

/** A dot in the colour of the status, for beside its name. */
export function StatusDot({ status }: { status: TaskStatus }) {
  return <span className={classes(css.dot, DOTS[status])} aria-hidden />;
}

export function StatusMark({ status }: { status: TaskStatus }) {
  return (
    <span className={css.mark}>
      <StatusDot status={status} />
      {useSay()(`status-${status}`)}
    </span>
  );
}

/** When a task is due; finished ones are never overdue. */
export function DueMark({ due, now, done }: { due: string; now: Date; done: boolean }) {
  const language = useLanguage();
  const say = useSay();
  const when = useDue(due);
  const urgency = done ? "later" : urgencyOf(when, now);
  return (
    <time className={classes(css.mark, css[urgency])} dateTime={due} title={moment(when, language)}>
      <Clock aria-hidden />
      {urgency === "overdue" && <span className="unseen">{say("overdue")} </span>}
      {shortDue(when, now, language)}
    </time>
  );
}

export function LabelMark({ name }: { name: string }) {
  return (
    <span className={css.label} title={name}>
      <bdi>{name}</bdi>
    </span>
  );
}

function hueOf(name: string): number {
  let hash = 7;
  for (const point of name) hash = (hash * 31 + (point.codePointAt(0) ?? 0)) % 360;
  return hash;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase();
}

/** A person as a round sign with initials, in a colour that stays theirs. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className={css.avatar} style={{ "--hue": hueOf(name) } as CSSProperties} title={name}>
      <span aria-hidden>{initialsOf(name)}</span>
      <span className="unseen">{name}</span>
    </span>
  );
}

/** People side by side; of more than `most` only their number shows. */
export function Avatars({ names, most = 3 }: { names: readonly string[]; most?: number }) {
  const rest = names.length - most;
  return (
    <span className={css.avatars}>
      {names.slice(0, most).map((name) => (
        <Avatar key={name} name={name} />
      ))}
      {rest > 0 && <span className={css.avatar}>+{rest}</span>}
    </span>
  );
}
