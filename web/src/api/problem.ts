/** Errors of the server as values: problem details (RFC 9457), or that nobody answered. */

import type { FieldError, Problem } from "./schema";

/** A request that failed; `message` is fit for people and `remedy` says what they can do. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly remedy: string = "",
    readonly fields: readonly FieldError[] = [],
    readonly retryAfterS: number | null = null,
  ) {
    super(detail);
  }

  /** Whether the same request may succeed later: nobody answered, or the server is busy or away. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

/** The code of a request that no server answered. */
export const OFFLINE = "offline";

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

function retryAfterS(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

/** Return the error of an answer that is not 2xx; `body` is its parsed JSON, if it was any. */
export function problemOf(response: Response, body: unknown): ProblemError {
  const wait = retryAfterS(response);
  if (!isProblem(body)) {
    return new ProblemError(response.status, `http-${response.status}`, response.statusText, "", [], wait);
  }
  return new ProblemError(
    response.status,
    body.code,
    body.detail,
    body.remedy ?? "",
    body.errors ?? [],
    wait,
  );
}

/** Return any caught value as an error to show. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(0, OFFLINE, error instanceof Error ? error.message : String(error));
}
