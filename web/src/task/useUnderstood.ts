import { useQuery } from "@tanstack/react-query";
import { readLine } from "../api/quickAdd";
import type { QuickAddReply } from "../api/schema";
import { useAfterPause } from "../ui/afterPause";

/** How long somebody must pause before the server is asked. */
export const PAUSE_MS = 120;

export interface Understood {
  /** The newest answer, undefined while there is none for what is typed. */
  readonly reply: QuickAddReply | undefined;
  readonly error: unknown;
}

/** Say what the server understands of a line while it is typed; outdated questions are cancelled. */
export function useUnderstood(line: string): Understood {
  const text = line.trim();
  const settled = useAfterPause(text, PAUSE_MS);
  const { data, error } = useQuery({
    queryKey: ["quick-add", settled],
    queryFn: ({ signal }) => readLine(settled, signal),
    enabled: settled !== "",
    gcTime: 60_000,
  });
  return { reply: settled === text && settled !== "" ? data : undefined, error };
}
