import { useEffect, useState } from "react";
import { asProblem, type ProblemError } from "../api/problem";
import { readLine } from "../api/quickAdd";
import type { QuickAddReply } from "../api/schema";
import { isOffline, notAnswered } from "./offline";
import type { Understanding } from "./understanding";

/** How long a pause in typing is before the server is asked. */
const PAUSE_MS = 120;

/** Ask the server what a line says. Throws a `ProblemError`. */
export async function understand(text: string, signal?: AbortSignal): Promise<QuickAddReply> {
  if (isOffline()) throw notAnswered();
  return readLine(text, signal);
}

interface Reading {
  /** The newest that is known; perhaps of an older text. */
  readonly understanding: Understanding | null;
  /** Why the newest text could not be read. */
  readonly problem: ProblemError | null;
}

/** Return what is understood of `text`, asked anew whenever the typing pauses; outdated questions are dropped. */
export function useUnderstanding(text: string): Reading {
  const [reading, setReading] = useState<Reading>({ understanding: null, problem: null });
  useEffect(() => {
    if (!text.trim()) {
      setReading({ understanding: null, problem: null });
      return;
    }
    const outdated = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const reply = await understand(text, outdated.signal);
        if (!outdated.signal.aborted) setReading({ understanding: { text, reply }, problem: null });
      } catch (error) {
        if (!outdated.signal.aborted) {
          setReading(({ understanding }) => ({ understanding, problem: asProblem(error) }));
        }
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      outdated.abort();
    };
  }, [text]);
  return reading;
}
