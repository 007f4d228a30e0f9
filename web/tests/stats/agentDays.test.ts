import { describe, expect, it } from "vitest";
import type { AgentDay, AgentFigures } from "../../src/api/schema";
import { costOf, latenciesOf, orderedAgents } from "../../src/stats/agentDays";

function figures(change: Partial<AgentFigures> = {}): AgentFigures {
  return {
    agent: "extraction",
    model: "embedded",
    runs: 1,
    mean_latency_ms: 100,
    p50_latency_ms: 90,
    p95_latency_ms: 200,
    input_tokens: 0,
    output_tokens: 0,
    cost_usd: 0,
    fallbacks: 0,
    ...change,
  };
}

function agentDay(date: string, agent: string, p50: number): AgentDay {
  return { date, agent, runs: 3, p50_latency_ms: p50, p95_latency_ms: 2 * p50, corrected: 0 };
}

describe("orderedAgents", () => {
  it("puts the busiest first, over all its models", () => {
    const rows = [
      figures({ runs: 5 }),
      figures({ agent: "classification", runs: 4 }),
      figures({ agent: "classification", model: "other", runs: 4 }),
    ];
    expect(orderedAgents(rows)).toEqual(["classification", "extraction"]);
  });
});

describe("latenciesOf", () => {
  it("leaves gaps on days without runs, and other agents out", () => {
    const rows = [agentDay("2026-11-24", "extraction", 80), agentDay("2026-11-25", "classification", 10)];
    expect(latenciesOf(rows, ["2026-11-24", "2026-11-25"], "extraction")).toEqual({
      half: [80, null],
      most: [160, null],
    });
  });
});

describe("costOf", () => {
  it("adds up what is known and says when something is not", () => {
    expect(costOf([figures({ cost_usd: 1.5 }), figures({ cost_usd: 0.25 })])).toEqual({
      dollars: 1.75,
      partly: false,
    });
    expect(costOf([figures({ cost_usd: 1.5 }), figures({ cost_usd: null })])).toEqual({
      dollars: 1.5,
      partly: true,
    });
  });
});
