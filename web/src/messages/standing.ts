/** What a message counts as now: what the agents said, and what people made of it. */

import type { Category, Correction, CorrectionIn, Message, Priority } from "../api/schema";

export interface Standing {
  /** Whether there is something to do. */
  readonly actionable: boolean;
  readonly category: Category;
  readonly priority: Priority;
  readonly due: string | null;
}

function dueOf(correction: Correction | null, found: string | null): string | null {
  if (correction === null) return found;
  const said = correction.due_removed || correction.due_shift_s != null || correction.due_after_s != null;
  return said ? (correction.due ?? null) : found;
}

/** Return what a message counts as, null as long as the agents have not read it. */
export function standingOf(message: Message): Standing | null {
  if (message.analysis === null || message.analysis === undefined) return null;
  const { classification, extraction } = message.analysis;
  const found = extraction.due ?? null;
  const correction = message.correction ?? null;
  return {
    actionable: correction?.is_actionable ?? classification.is_actionable,
    category: correction?.category ?? classification.category,
    priority: correction?.priority ?? classification.priority,
    due: dueOf(correction, found),
  };
}

/** Return `standing` as it is when a correction has been made. */
export function corrected(standing: Standing, verdict: CorrectionIn): Standing {
  const category = verdict.category ?? standing.category;
  const work =
    verdict.is_actionable ?? (verdict.category == null ? standing.actionable : category !== "other");
  return {
    actionable: work,
    category: work ? category : "other",
    priority: verdict.priority ?? standing.priority,
    due: verdict.due === undefined ? standing.due : verdict.due,
  };
}

/** Return the correction that leads back to `before` in what `verdict` has changed. */
export function backTo(before: Standing, verdict: CorrectionIn): CorrectionIn {
  const kind = before.actionable ? { category: before.category } : { is_actionable: false };
  return {
    ...((verdict.category != null || verdict.is_actionable != null) && kind),
    ...(verdict.priority != null && { priority: before.priority }),
    ...(verdict.due !== undefined && { due: before.due }),
  };
}
