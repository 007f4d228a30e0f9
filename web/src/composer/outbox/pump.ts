/** Repeats an attempt in growing pauses for as long as it leaves something to do. */

import type { ProblemError } from "../../api/problem";
import { outbox } from "./store";

const FIRST_PAUSE_S = 2;
const LONGEST_PAUSE_S = 60;

export class Pump {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseS = FIRST_PAUSE_S;
  #stopped = false;

  constructor(private readonly attempt: () => Promise<ProblemError | null>) {}

  /** Try now. */
  readonly work = (): void => {
    this.#cancel();
    if (this.#stopped) return;
    const done = (problem: ProblemError | null) => this.#after(problem === null, problem?.retryAfterS ?? 0);
    this.attempt().then(done, () => this.#after(false, 0)); // storage that fails is tried again, too
  };

  /** Make sure that what waits is tried later. */
  plan(leastS = 0): void {
    const waits = outbox.getState().entries.some((entry) => entry.refusal === null);
    if (this.#stopped || this.#timer !== undefined || !waits) return;
    this.#timer = setTimeout(this.work, Math.max(this.#pauseS, leastS) * 1000);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #after(well: boolean, leastS: number): void {
    this.#pauseS = well ? FIRST_PAUSE_S : Math.min(LONGEST_PAUSE_S, this.#pauseS * 2);
    this.#cancel();
    this.plan(leastS);
  }
}
