/** Which models the agents ran on, and what that cost. */

import type { AgentFigures } from "../api/schema";
import { count } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { classes } from "../ui/classes";
import { agentName } from "./Agents";
import { costOf } from "./agentDays";
import css from "./Figure.module.css";
import { Numbers } from "./Numbers";
import { compact, dollars, duration } from "./words";

function summaryOf(rows: readonly AgentFigures[], say: Say, language: string): string {
  const { dollars: amount, partly } = costOf(rows);
  const stood = rows.reduce((sum, row) => sum + row.fallbacks, 0);
  const parts = [
    say(partly ? "stats-cost-partly" : "stats-cost", { cost: dollars(amount, language) }),
    stood > 0 && say("stats-fallbacks", { runs: stood }),
  ];
  return parts.filter(Boolean).join(" ");
}

function cellsOf(row: AgentFigures, say: Say, language: string): string[] {
  const cost = row.cost_usd ?? null;
  return [
    `${agentName(row.agent, say)} · ${row.model}`,
    count(row.runs, language),
    duration(row.p50_latency_ms / 1000, language),
    duration(row.p95_latency_ms / 1000, language),
    count(row.fallbacks, language),
    compact(row.input_tokens + row.output_tokens, language),
    cost === null ? "–" : dollars(cost, language),
  ];
}

export function Models({ agents }: { agents: readonly AgentFigures[] }) {
  const say = useSay();
  const language = useLanguage();
  const title = say("stats-models");
  const rows = {
    head: [
      say("stats-agent-model"),
      say("stats-runs"),
      say("stats-latency-half"),
      say("stats-latency-most"),
      say("stats-stood-in"),
      say("stats-tokens"),
      say("stats-price"),
    ],
    body: agents.map((row) => cellsOf(row, say, language)),
  };
  return (
    <div className={classes(css.figure, css.wide)}>
      <div className={css.head}>
        <h2>{title}</h2>
        <p className={css.summary}>{summaryOf(agents, say, language)}</p>
      </div>
      <div className={css.body}>
        <Numbers name={title} rows={rows} />
      </div>
    </div>
  );
}
