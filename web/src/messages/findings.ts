/** What the agents saw in a message, told as lists. */

import type { AgentUse, EntityKind, LocatedExtraction } from "../api/schema";
import { KINDS } from "./pieces";

/** Return what was seen, by kind in the order of `KINDS`, each value once; kinds without any are left out. */
export function seenIn(extraction: LocatedExtraction): [EntityKind, string[]][] {
  const values = (kind: EntityKind) => [
    ...new Set((extraction.spans ?? []).filter((span) => span.kind === kind).map((span) => span.value)),
  ];
  return KINDS.map((kind): [EntityKind, string[]] => [kind, values(kind)]).filter(
    ([, seen]) => seen.length > 0,
  );
}

/** Return what the reading took: the slowest agent's time in seconds, as they work side by side, and the cost. */
export function effortOf(usage: readonly AgentUse[]): { seconds: number; costUsd: number } {
  return {
    seconds: Math.max(0, ...usage.map((use) => use.latency_ms)) / 1000,
    costUsd: usage.reduce((sum, use) => sum + (use.cost_usd ?? 0), 0),
  };
}
