/** The orders that cards can have in their columns. */

import type { Task } from "../api/schema";
import { PRIORITIES } from "../live/rules";

export const SORTS = ["priority", "due", "newest", "updated"] as const;
export type Sort = (typeof SORTS)[number];

type Order = (a: Task, b: Task) => number;

/** After every time of the server: tasks without a due time come last. */
const NEVER = "9999";

const RANK = Object.fromEntries(PRIORITIES.map((priority, rank) => [priority, rank]));

/** Compare times as the server writes them, which sort as text: UTC, year first. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byId: Order = (a, b) => b.id - a.id;
const byDue: Order = (a, b) => byText(a.due ?? NEVER, b.due ?? NEVER);
const byPriority: Order = (a, b) => (RANK[a.priority] ?? 0) - (RANK[b.priority] ?? 0);

const ORDERS: Record<Sort, readonly Order[]> = {
  priority: [byPriority, byDue, byId],
  due: [byDue, byPriority, byId],
  newest: [byId],
  updated: [(a, b) => byText(b.updated_at, a.updated_at), byId],
};

/** Return how tasks are compared in an order; no two are alike. */
export function comparer(sort: Sort): Order {
  const orders = ORDERS[sort];
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}
