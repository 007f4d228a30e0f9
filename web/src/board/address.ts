/** Filters and order in the page's address, so that a link shows the same board. */

import { type Filters, KINDS, type Kind } from "./filters";
import { SORTS, type Sort } from "./sorting";

export interface Choice {
  readonly filters: Filters;
  readonly sort: Sort;
}

/** Return what an address asks for; what it has besides, and orders there are not, count for nothing. */
export function readChoice(params: URLSearchParams): Choice {
  const chosen = Object.fromEntries(KINDS.map((kind) => [kind, params.getAll(kind)])) as Record<
    Kind,
    string[]
  >;
  return {
    filters: { text: params.get("q") ?? "", chosen },
    sort: SORTS.find((sort) => sort === params.get("sort")) ?? "priority",
  };
}

/** Return `params` with a choice in it; what else was there stays. */
export function writeChoice(params: URLSearchParams, { filters, sort }: Choice): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["q", "sort", ...KINDS]) next.delete(name);
  if (filters.text !== "") next.set("q", filters.text);
  for (const kind of KINDS) for (const value of filters.chosen[kind]) next.append(kind, value);
  if (sort !== "priority") next.set("sort", sort);
  return next;
}
