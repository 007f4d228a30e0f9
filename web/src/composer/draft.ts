/** The text of the composer; kept when it closes, and when the page does. */

import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";

export const draft = createStore<{ readonly text: string }>()(
  persist<{ readonly text: string }>(() => ({ text: "" }), {
    name: "manta-draft",
    storage: createJSONStorage(() => localStorage),
  }),
);

export function write(text: string): void {
  draft.setState({ text });
}
