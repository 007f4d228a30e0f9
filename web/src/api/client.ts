/** The server's API, typed by its OpenAPI document. Every failed call throws a `ProblemError`. */

import createClient, { type Middleware } from "openapi-fetch";
import { asProblem, problemOf } from "./problem";
import type { paths } from "./schema";

type Listener = () => void;
const loggedOut = new Set<Listener>();

/** Call `listener` whenever the server says that the session has ended; returns how to stop that. */
export function onLoggedOut(listener: Listener): () => void {
  loggedOut.add(listener);
  return () => loggedOut.delete(listener);
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch {
    return null; // a proxy's page, or nothing: the status has to do
  }
}

const throwing: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    if (response.status === 401) for (const listener of loggedOut) listener();
    throw problemOf(response, await bodyOf(response));
  },
  onError({ error }) {
    return asProblem(error);
  },
};

export const api = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "http://localhost" : location.origin,
  credentials: "same-origin",
  // Lists repeat a name for each value, as the server reads them.
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(throwing);

/** Return what a successful call answered; for calls whose every failure throws. */
export function answered<Data>(result: { data?: Data }): Data {
  return result.data as Data;
}

/** Return the address of the next page that a `Link` header names, null on the last page. */
export function nextPage(response: Response): URL | null {
  const match = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "");
  return match?.[1] === undefined ? null : new URL(match[1], location.origin);
}

/** Return the cursor of the page after `response`, null on the last page. */
export function nextCursor(response: Response): string | null {
  return nextPage(response)?.searchParams.get("cursor") ?? null;
}
