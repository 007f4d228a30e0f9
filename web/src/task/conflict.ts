/** When two people write the same field: what is kept, and what is asked. */

import type { Draft } from "./drafts";

/**
 * Return what somebody else has made of the field since the typing began, null when the draft can be saved.
 *
 * @param shown The field as the page shows it, with this page's own changes on their way.
 */
export function theirsOf(draft: Draft | undefined, shown: string): string | null {
  if (draft === undefined || shown === draft.base || shown === draft.text) return null;
  return shown;
}
