/** The agents' figures, as plots and tables need them. */

import type { AgentDay, AgentFigures } from "../api/schema";

/** Return the agents by how much they do, the busiest first. */
export function orderedAgents(rows: readonly AgentFigures[]): string[] {
  const runs = new Map<string, number>();
  for (const row of rows) runs.set(row.agent, (runs.get(row.agent) ?? 0) + row.runs);
  return [...runs].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([agent]) => agent);
}

/** Return what an agent took on each of some days, in milliseconds; null where it did not run. */
export function latenciesOf(rows: readonly AgentDay[], dates: readonly string[], agent: string) {
  const days = new Map(rows.filter((row) => row.agent === agent).map((row) => [row.date, row]));
  return {
    half: dates.map((date) => days.get(date)?.p50_latency_ms ?? null),
    most: dates.map((date) => days.get(date)?.p95_latency_ms ?? null),
  };
}

/** What all runs cost in US dollars, and whether the price of some is not known. */
export interface Cost {
  readonly dollars: number;
  readonly partly: boolean;
}

export function costOf(rows: readonly AgentFigures[]): Cost {
  const prices = rows.map((row) => row.cost_usd ?? null);
  return {
    dollars: prices.reduce<number>((sum, price) => sum + (price ?? 0), 0),
    partly: prices.includes(null),
  };
}
