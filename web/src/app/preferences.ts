/** What a person prefers in this browser; kept in its storage, where there is one. */

import { useStore } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";

export type Theme = "auto" | "light" | "dark";

export interface Preferences {
  /** A language of src/locales; null: the browser's. */
  readonly language: string | null;
  readonly theme: Theme;
  /** Whether single letters do things; WCAG 2.2, 2.1.4 asks that they can be switched off. */
  readonly letterKeys: boolean;
  /** The workspace that was opened last, by who may choose between several; null: the first. */
  readonly workspace: number | null;
}

export const preferences = createStore<Preferences>()(
  persist<Preferences>(() => ({ language: null, theme: "auto", letterKeys: true, workspace: null }), {
    name: "manta-preferences",
    storage: createJSONStorage(() => localStorage),
  }),
);

export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useStore(preferences, (state) => state[name]);
}

export function prefer(change: Partial<Preferences>): void {
  preferences.setState(change);
}
