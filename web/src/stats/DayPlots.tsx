/** What came in and what was done on each day, and what was left at its end. */

import { useMemo } from "react";
import type { DayFigures, StatsHistory } from "../api/schema";
import { count, percent } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { Plot, type PlotSeries } from "../ui/Plot";
import { Figure, type Rows } from "./Figure";
import { backlogGrowth, busiest, sum } from "./figures";
import { compact, longDay, shortDay } from "./words";

interface DaysProps {
  days: readonly DayFigures[];
}

/** Return what a plot and its table show of values by day. */
function useDayContent(days: readonly DayFigures[], series: readonly PlotSeries[]) {
  const language = useLanguage();
  const say = useSay();
  return useMemo(() => {
    const places = days.map(({ date }) => longDay(date, language));
    const format = (value: number, short = false) =>
      short ? compact(value, language) : count(value, language);
    const table: Rows = {
      head: [say("stats-day"), ...series.map(({ name }) => name)],
      body: places
        .map((place, day) => [place, ...series.map(({ values }) => format(values[day] ?? 0))])
        .reverse(),
    };
    const ticks = days.map(({ date }) => shortDay(date, language));
    return { content: { places, ticks, series, format }, table };
  }, [days, series, language, say]);
}

function DayFigure({
  title,
  summary,
  days,
  series,
}: DaysProps & { title: string; summary: string; series: readonly PlotSeries[] }) {
  const { content, table } = useDayContent(days, series);
  return (
    <Figure title={title} summary={summary} table={table} legend={series}>
      <Plot name={title} content={content} />
    </Figure>
  );
}

function messagesSummary(days: readonly DayFigures[], say: Say, language: string): string {
  const top = busiest(days, "messages");
  if (top === null) return say("stats-messages-none");
  const [messages, actionable] = [sum(days, "messages"), sum(days, "actionable")];
  return say("stats-messages-summary", {
    messages,
    actionable,
    share: percent(actionable / messages, language),
    day: shortDay(top.date, language),
    most: top.messages,
  });
}

function MessagesByDay({ days }: DaysProps) {
  const say = useSay();
  const language = useLanguage();
  const series = useMemo<PlotSeries[]>(
    () => [
      {
        name: say("stats-all-messages"),
        colour: "--chore",
        shape: "bars",
        faint: true,
        values: days.map((day) => day.messages),
      },
      {
        name: say("stats-actionable"),
        colour: "--open",
        shape: "bars",
        values: days.map((day) => day.actionable),
      },
    ],
    [days, say],
  );
  const summary = messagesSummary(days, say, language);
  return <DayFigure title={say("stats-messages")} summary={summary} days={days} series={series} />;
}

function throughputSummary(days: readonly DayFigures[], say: Say): string {
  const values = {
    created: sum(days, "created"),
    completed: sum(days, "completed"),
    closed: sum(days, "closed"),
  };
  const none = values.created + values.completed + values.closed === 0;
  return none ? say("stats-throughput-none") : say("stats-throughput-summary", values);
}

function Throughput({ days }: DaysProps) {
  const say = useSay();
  const series = useMemo<PlotSeries[]>(
    () => [
      {
        name: say("stats-created"),
        colour: "--open",
        shape: "bars",
        side: -1,
        values: days.map((day) => day.created),
      },
      {
        name: say("stats-completed"),
        colour: "--completed",
        shape: "bars",
        side: 1,
        values: days.map((day) => day.completed),
      },
    ],
    [days, say],
  );
  const summary = throughputSummary(days, say);
  return <DayFigure title={say("stats-throughput")} summary={summary} days={days} series={series} />;
}

function backlogSummary(days: readonly DayFigures[], say: Say, language: string): string {
  const growth = backlogGrowth(days);
  return say("stats-backlog-summary", {
    now: days.at(-1)?.backlog ?? 0,
    change: Math.abs(growth),
    way: growth > 0 ? "more" : growth < 0 ? "fewer" : "same",
    day: shortDay(days[0]?.date ?? "", language),
  });
}

function Backlog({ days }: DaysProps) {
  const say = useSay();
  const language = useLanguage();
  const series = useMemo<PlotSeries[]>(
    () => [
      {
        name: say("stats-unfinished"),
        colour: "--accent",
        shape: "area",
        values: days.map((day) => day.backlog),
      },
    ],
    [days, say],
  );
  const summary = backlogSummary(days, say, language);
  return <DayFigure title={say("stats-backlog")} summary={summary} days={days} series={series} />;
}

export function DayPlots({ history }: { history: StatsHistory }) {
  return (
    <>
      <MessagesByDay days={history.days} />
      <Throughput days={history.days} />
      <Backlog days={history.days} />
    </>
  );
}
