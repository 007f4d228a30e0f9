/** The facts that a line states, as chips: each with its words in the text, so that it can be taken back. */

import type { Priority } from "../api/schema";
import { slicePoints } from "../text/format";
import { carrySpans, type Span, type Understanding } from "./understanding";

export type Fact =
  | { readonly kind: "priority"; readonly priority: Priority }
  | { readonly kind: "assignee"; readonly name: string }
  | { readonly kind: "label"; readonly name: string }
  | { readonly kind: "due"; readonly due: string }
  | { readonly kind: "recurrence"; readonly rule: string };

export interface Chip {
  readonly id: string;
  readonly fact: Fact;
  /** Where the text says it; in the newest text. */
  readonly spans: readonly Span[];
}

function factsOf({ reply }: Understanding): Fact[] {
  const { due, recurrence, priority, assignees = [], labels = [] } = reply;
  return [
    ...(due ? [{ kind: "due" as const, due }] : []),
    ...(recurrence ? [{ kind: "recurrence" as const, rule: recurrence }] : []),
    ...(priority ? [{ kind: "priority" as const, priority }] : []),
    ...assignees.map((name) => ({ kind: "assignee" as const, name })),
    ...labels.map((name) => ({ kind: "label" as const, name })),
  ];
}

/** Whether the words at `span` say `fact`; names are compared, as several people may be named. */
function says(text: string, span: Span, fact: Fact): boolean {
  if (fact.kind === "due") return span.kind === "due" || span.kind === "recurrence";
  if (span.kind !== fact.kind) return false;
  if (fact.kind !== "assignee" && fact.kind !== "label") return true;
  const words = slicePoints(text, span.start + 1, span.end);
  return words.toLowerCase() === fact.name.toLowerCase();
}

/** Return the chips of a line; `text` may have been typed on since it was understood. */
export function chipsOf(understanding: Understanding | null, text: string): Chip[] {
  if (understanding === null) return [];
  const spans = carrySpans(understanding.text, text, understanding.reply.spans ?? []);
  return factsOf(understanding).map((fact) => ({
    id: `${fact.kind} ${"name" in fact ? fact.name : ""}`,
    fact,
    spans: spans.filter((span) => says(text, span, fact)),
  }));
}
