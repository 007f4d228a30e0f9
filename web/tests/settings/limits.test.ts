import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src/api/schema";
import { countOutcomes, moveLimit, outcomeOf, sureness } from "../../src/settings/general/limits";

const LIMITS = { task: 0.75, proposal: 0.35 };

function analysis(
  change: Partial<Analysis["classification"]>,
  items: Analysis["summary"]["items"] = [],
): Analysis {
  return {
    classification: {
      is_actionable: true,
      category: "bug",
      priority: "medium",
      confidence: 0.8,
      reason: "Reads like work.",
      ...change,
    },
    extraction: { due: null, assignees: [], labels: [], spans: [] },
    summary: { title: "Mend it", items },
    model: "embedded",
  } as unknown as Analysis;
}

function item(confidence: number | null, category = "bug") {
  return { title: "Mend it", category, priority: "medium", quote: "", confidence } as never;
}

describe("outcomeOf", () => {
  it.each([
    [0.75, "task"],
    [0.74, "proposal"],
    [0.35, "proposal"],
    [0.34, "nothing"],
  ] as const)("of work read with confidence %d is %s", (confidence, outcome) => {
    expect(outcomeOf(analysis({ confidence }), LIMITS)).toBe(outcome);
  });

  it("shows messages that were doubtfully read as no task", () => {
    expect(outcomeOf(analysis({ is_actionable: false, confidence: 0.6 }), LIMITS)).toBe("proposal");
    expect(outcomeOf(analysis({ is_actionable: false, confidence: 0.7 }), LIMITS)).toBe("nothing");
  });

  it("counts work of no kind as no task", () => {
    expect(outcomeOf(analysis({ category: "other", confidence: 0.9 }), LIMITS)).toBe("nothing");
  });

  it("takes the most of several pieces of work", () => {
    expect(outcomeOf(analysis({}, [item(0.4), item(0.8)]), LIMITS)).toBe("task");
    expect(outcomeOf(analysis({}, [item(0.4), item(0.9, "other")]), LIMITS)).toBe("proposal");
    expect(outcomeOf(analysis({}, [item(null), item(0.1)]), LIMITS)).toBe("task");
  });
});

it("counts outcomes", () => {
  const analyses = [0.9, 0.8, 0.5, 0.1].map((confidence) => analysis({ confidence }));
  expect(countOutcomes(analyses, LIMITS)).toEqual({ task: 2, proposal: 1, nothing: 1 });
});

describe("moveLimit", () => {
  it("pushes the other limit along, so that a proposal never asks for more than a task", () => {
    expect(moveLimit(LIMITS, { task: 0.2 })).toEqual({ task: 0.2, proposal: 0.2 });
    expect(moveLimit(LIMITS, { proposal: 0.9 })).toEqual({ task: 0.9, proposal: 0.9 });
    expect(moveLimit(LIMITS, { task: 0.5 })).toEqual({ task: 0.5, proposal: 0.35 });
  });
});

it("has words for how sure something is", () => {
  expect([0.95, 0.75, 0.5, 0.2].map(sureness)).toEqual(["certain", "quite", "likely", "guess"]);
});
