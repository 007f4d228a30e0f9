/** The row of numbers that most people come for. */

import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Stats, StatsHistory } from "../api/schema";
import { count } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { doneByWeek } from "./figures";
import css from "./Headline.module.css";
import { duration } from "./words";

interface TileProps {
  name: string;
  value: string;
  hint?: string | undefined;
  href?: string;
}

function Tile({ name, value, hint, href }: TileProps) {
  const inside: ReactNode = (
    <>
      <span className={css.name}>{name}</span>
      <span className={css.value}>{value}</span>
      {hint && <span className={css.hint}>{hint}</span>}
    </>
  );
  return (
    <li className={css.tile}>
      {href === undefined ? <div>{inside}</div> : <Link href={href}>{inside}</Link>}
    </li>
  );
}

interface HeadlineProps {
  counts: Stats;
  history: StatsHistory;
  /** At least the last two weeks. */
  recent: StatsHistory;
}

export function Headline({ counts, history, recent }: HeadlineProps) {
  const say = useSay();
  const language = useLanguage();
  const week = doneByWeek(recent.days);
  const { p50_s: half, count: done } = history.time_to_done;
  const number = (value: number) => count(value, language);
  return (
    <ul className={css.row} aria-label={say("stats-headline")}>
      <Tile name={say("status-open")} value={number(counts.open_tasks)} href="/" />
      <Tile name={say("status-in_progress")} value={number(counts.in_progress_tasks)} href="/" />
      <Tile
        name={say("stats-done-week")}
        value={number(week.now)}
        hint={say("stats-week-before", { before: week.before })}
      />
      <Tile
        name={say("stats-time-to-done")}
        value={half === null || half === undefined ? "–" : duration(half, language)}
        hint={say("stats-median-of", { done, days: history.days.length })}
      />
      <Tile
        name={say("stats-waiting")}
        value={number(counts.proposals)}
        hint={say("stats-waiting-hint")}
        href="/inbox"
      />
    </ul>
  );
}
