/** What came in and what was done on each day or week, and what was left at its end. */

import { useMemo } from "react";
import type { DayFigures, StatsHistory } from "../api/schema";
import { count, percent } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { Plot, type PlotSeries } from "../ui/Plot";
import { Figure } from "./Figure";
import { backlogGrowth, busiest, type Spans, spansOf, sum } from "./figures";
import type { Rows } from "./Numbers";
import { compact, longDay, shortDay, spokenDay } from "./words";

type Drawn = Omit<PlotSeries, "name" | "values"> & {
  /** The name of its text. */
  readonly text: string;
  readonly of: Exclude<keyof DayFigures, "date">;
};

interface DayPlot {
  /** The name of its title's text. */
  readonly title: string;
  readonly drawn: readonly Drawn[];
  readonly summary: (days: readonly DayFigures[], say: Say, language: string) => string;
}

function todayOf(days: readonly DayFigures[]): string {
  return days.at(-1)?.date ?? "";
}

const MESSAGES: DayPlot = {
  title: "stats-messages",
  drawn: [
    { text: "stats-all-messages", of: "messages", colour: "--chore", shape: "bars", faint: true },
    { text: "stats-actionable", of: "actionable", colour: "--open", shape: "bars" },
  ],
  summary: (days, say, language) => {
    const top = busiest(days, "messages");
    if (top === null) return say("stats-messages-none");
    const [messages, actionable] = [sum(days, "messages"), sum(days, "actionable")];
    return say("stats-messages-summary", {
      messages,
      actionable,
      share: percent(actionable / messages, language),
      day: spokenDay(top.date, todayOf(days), language),
      most: top.messages,
    });
  },
};

const THROUGHPUT: DayPlot = {
  title: "stats-throughput",
  drawn: [
    { text: "stats-created", of: "created", colour: "--open", shape: "bars", side: -1 },
    { text: "stats-completed", of: "completed", colour: "--completed", shape: "bars", side: 1 },
  ],
  summary: (days, say) => {
    const [created, completed, closed] = [sum(days, "created"), sum(days, "completed"), sum(days, "closed")];
    const none = created + completed + closed === 0;
    return none
      ? say("stats-throughput-none")
      : say("stats-throughput-summary", { created, completed, closed });
  },
};

const BACKLOG: DayPlot = {
  title: "stats-backlog",
  drawn: [{ text: "stats-unfinished", of: "backlog", colour: "--accent", shape: "area" }],
  summary: (days, say, language) => {
    const growth = backlogGrowth(days);
    return say("stats-backlog-summary", {
      now: days.at(-1)?.backlog ?? 0,
      change: Math.abs(growth),
      way: growth > 0 ? "more" : growth < 0 ? "fewer" : "same",
      day: spokenDay(days[0]?.date ?? "", todayOf(days), language),
    });
  },
};

/** Return what a plot and its table show. */
function useSpanContent(drawn: readonly Drawn[], { unit, spans }: Spans) {
  const language = useLanguage();
  const say = useSay();
  return useMemo(() => {
    const series: PlotSeries[] = drawn.map(({ text, of, ...look }) => ({
      ...look,
      name: say(text),
      values: spans.map((span) => span[of]),
    }));
    const format = (value: number, short = false) =>
      short ? compact(value, language) : count(value, language);
    const places = spans.map(({ date }) => {
      const day = longDay(date, language);
      return unit === "day" ? day : say("stats-week-from", { day });
    });
    const rows = places.map((place, at) => [place, ...series.map(({ values }) => format(values[at] ?? 0))]);
    const table: Rows = {
      head: [say(unit === "day" ? "stats-day" : "stats-week"), ...series.map(({ name }) => name)],
      body: rows.reverse(),
    };
    const ticks = spans.map(({ date }) => shortDay(date, language));
    return { content: { places, ticks, series, format }, table };
  }, [drawn, unit, spans, language, say]);
}

function DayFigure({ plot, days, spans }: { plot: DayPlot; days: readonly DayFigures[]; spans: Spans }) {
  const say = useSay();
  const language = useLanguage();
  const { content, table } = useSpanContent(plot.drawn, spans);
  const title = say(plot.title);
  return (
    <Figure title={title} summary={plot.summary(days, say, language)} table={table} legend={content.series}>
      <Plot name={title} content={content} />
    </Figure>
  );
}

export function DayPlots({ history: { days } }: { history: StatsHistory }) {
  const spans = useMemo(() => spansOf(days), [days]);
  return [MESSAGES, THROUGHPUT, BACKLOG].map((plot) => (
    <DayFigure key={plot.title} plot={plot} days={days} spans={spans} />
  ));
}
