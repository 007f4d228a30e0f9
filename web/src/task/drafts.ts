/** What people have typed and not saved yet. It outlives the view and a reload, so that nothing is lost. */

import { useStore } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";

export interface Draft {
  readonly text: string;
  /** What stood in the field when the typing began. */
  readonly base: string;
}

type Drafts = Readonly<Record<string, Draft>>;

const drafts = createStore<{ drafts: Drafts }>()(
  persist(() => ({ drafts: {} as Drafts }), {
    name: "manta-task-drafts",
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** Keep a draft under a name such as `7/title`; undefined forgets it. */
export function keepDraft(name: string, draft: Draft | undefined): void {
  drafts.setState(({ drafts: { [name]: _, ...others } }) => ({
    drafts: draft === undefined ? others : { ...others, [name]: draft },
  }));
}

export function findDraft(name: string): Draft | undefined {
  return drafts.getState().drafts[name];
}

export function useDraft(name: string): Draft | undefined {
  return useStore(drafts, (state) => state.drafts[name]);
}

/** Whether a draft holds something that would be lost. */
export function isUnsaved(draft: Draft | undefined): boolean {
  return draft !== undefined && draft.text !== draft.base;
}
