import { createStore } from "zustand/vanilla";
import type { Entry } from "./queue";

/** What waits or was refused, of the one who looks at the page. */
export const outbox = createStore<{ readonly entries: readonly Entry[] }>(() => ({ entries: [] }));
