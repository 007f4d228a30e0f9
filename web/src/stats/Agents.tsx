/** How the agents fare: how fast they answer, how often people agree with them, what they cost. */

import { useMemo, useState } from "react";
import type { AgentReport, FieldQuality, StatsHistory } from "../api/schema";
import { count, percent } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Plot, type PlotSeries } from "../ui/Plot";
import css from "./Agents.module.css";
import { latenciesOf, orderedAgents } from "./agentDays";
import { Bars } from "./Bars";
import { Figure } from "./Figure";
import { duration, longDay, shortDay } from "./words";

/** Names that there are words for; an agent of a newer server shows under its own. */
const KNOWN = new Set(["analysis", "classification", "extraction"]);

export function agentName(agent: string, say: Say): string {
  return KNOWN.has(agent) ? say(`stats-agent-${agent}`) : agent;
}

function Choice({ names, chosen, choose }: AgentChoice) {
  const say = useSay();
  return (
    <fieldset className={css.choice}>
      <legend className="unseen">{say("stats-agent")}</legend>
      {names.map((name) => (
        <Button key={name} small look="plain" aria-pressed={name === chosen} onClick={() => choose(name)}>
          {agentName(name, say)}
        </Button>
      ))}
    </fieldset>
  );
}

interface AgentChoice {
  names: readonly string[];
  chosen: string;
  choose: (name: string) => void;
}

/** Return what the plot of an agent's latencies shows. */
function useLatencyContent(report: AgentReport, dates: readonly string[], agent: string) {
  const say = useSay();
  const language = useLanguage();
  return useMemo(() => {
    const { half, most } = latenciesOf(report.daily ?? [], dates, agent);
    const series: PlotSeries[] = [
      { name: say("stats-latency-half"), colour: "--accent", shape: "area", values: half },
      { name: say("stats-latency-most"), colour: "--question", shape: "line", values: most, dashed: true },
    ];
    const format = (ms: number) => duration(ms / 1000, language);
    const places = dates.map((date) => longDay(date, language));
    return { places, ticks: dates.map((date) => shortDay(date, language)), series, format };
  }, [report, dates, agent, say, language]);
}

function latencySummary(report: AgentReport, agent: string, say: Say, language: string): string {
  const rows = report.agents.filter((row) => row.agent === agent);
  const [main] = [...rows].sort((a, b) => b.runs - a.runs);
  if (main === undefined) return say("stats-latency-none");
  return say("stats-latency-summary", {
    runs: main.runs,
    model: main.model,
    half: duration(main.p50_latency_ms / 1000, language),
    most: duration(main.p95_latency_ms / 1000, language),
  });
}

function Latency({ report, dates }: { report: AgentReport; dates: readonly string[] }) {
  const say = useSay();
  const language = useLanguage();
  const names = orderedAgents(report.agents);
  const [wanted, choose] = useState<string | null>(null);
  const chosen = names.find((name) => name === wanted) ?? names[0] ?? "";
  const content = useLatencyContent(report, dates, chosen);
  const title = say("stats-latency");
  const table = {
    head: [say("stats-day"), ...content.series.map(({ name }) => name)],
    body: content.places
      .map((place, day) => [
        place,
        ...content.series.map(({ values }) =>
          values[day] === null ? "–" : content.format(values[day] ?? 0),
        ),
      ])
      .reverse(),
  };
  return (
    <Figure
      wide
      title={title}
      summary={latencySummary(report, chosen, say, language)}
      table={table}
      legend={content.series}
    >
      {names.length > 1 && <Choice names={names} chosen={chosen} choose={choose} />}
      <Plot name={`${title}: ${agentName(chosen, say)}`} content={content} />
    </Figure>
  );
}

function qualityText(field: FieldQuality, language: string): string {
  return field.accuracy === null || field.accuracy === undefined ? "–" : percent(field.accuracy, language);
}

function Quality({ report }: { report: AgentReport }) {
  const say = useSay();
  const language = useLanguage();
  const rows = report.quality.map((field) => ({
    key: field.field,
    name: say(`stats-field-${field.field}`),
    bars: [
      {
        key: "accuracy",
        colour: "--good",
        share: field.accuracy ?? 0,
        text: qualityText(field, language),
      },
    ],
  }));
  const table = {
    head: [say("stats-judged"), say("stats-kept"), say("stats-corrected")],
    body: report.quality.map((field) => [
      say(`stats-field-${field.field}`),
      qualityText(field, language),
      count(field.corrected, language),
    ]),
  };
  const summary = say("stats-quality-summary", { analysed: report.analysed });
  return (
    <Figure title={say("stats-quality")} summary={summary} table={table}>
      <Bars rows={rows} />
    </Figure>
  );
}

/** The days that a report covers: those of the history, as far as it goes back. */
export function AgentFigures({ report, history }: { report: AgentReport; history: StatsHistory }) {
  const dates = useMemo(
    () => history.days.slice(-report.days).map((day) => day.date),
    [history.days, report.days],
  );
  return (
    <>
      <Quality report={report} />
      <Latency report={report} dates={dates} />
    </>
  );
}
