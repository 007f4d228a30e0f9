/** What becomes of messages at which confidence; the rule is the server's (pipeline/decide.py). */

import type { Analysis } from "../../api/schema";

export interface Limits {
  /** The least confidence for a task. */
  readonly task: number;
  /** The least confidence for a proposal. */
  readonly proposal: number;
}

/** What the system takes when neither the workspace nor its environment sets anything. */
export const USUAL: Limits = { task: 0.75, proposal: 0.35 };

export type Outcome = "task" | "proposal" | "nothing";
export type Outcomes = Readonly<Record<Outcome, number>>;

function outcomeAt(confidence: number, { task, proposal }: Limits): Outcome {
  if (confidence >= task) return "task";
  return confidence >= proposal ? "proposal" : "nothing";
}

function ofSeveral({ classification, summary }: Analysis, limits: Limits): Outcome {
  const outcomes = (summary.items ?? [])
    .filter((item) => item.category !== "other")
    .map((item) => outcomeAt(item.confidence ?? classification.confidence, limits));
  if (outcomes.includes("task")) return "task";
  return outcomes.includes("proposal") ? "proposal" : "nothing";
}

/** Return what would become of a message with this analysis; of several pieces of work the most. */
export function outcomeOf(analysis: Analysis, limits: Limits): Outcome {
  const { is_actionable, category, confidence } = analysis.classification;
  if (is_actionable && (analysis.summary.items ?? []).length > 1) return ofSeveral(analysis, limits);
  if (is_actionable && category !== "other") return outcomeAt(confidence, limits);
  // Read as no task: shown to a person when the doubt is large.
  const doubt = 1 - confidence;
  return doubt >= limits.proposal && doubt >= 1 - limits.task ? "proposal" : "nothing";
}

/** Count what would become of messages with these analyses. */
export function countOutcomes(analyses: Iterable<Analysis>, limits: Limits): Outcomes {
  const counts = { task: 0, proposal: 0, nothing: 0 };
  for (const analysis of analyses) counts[outcomeOf(analysis, limits)] += 1;
  return counts;
}

/** Return limits with one of them moved, the other out of its way: a proposal never asks for more than a task. */
export function moveLimit(limits: Limits, moved: Partial<Limits>): Limits {
  const { task, proposal } = { ...limits, ...moved };
  return moved.task === undefined
    ? { task: Math.max(task, proposal), proposal }
    : { task, proposal: Math.min(task, proposal) };
}

/** Return a word for how sure a confidence is, the name of its text without what stands before it. */
export function sureness(confidence: number): "certain" | "quite" | "likely" | "guess" {
  if (confidence >= 0.9) return "certain";
  if (confidence >= 0.7) return "quite";
  return confidence >= 0.5 ? "likely" : "guess";
}
