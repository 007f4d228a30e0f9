import { browserZone } from "../text/format";
import { answered, api } from "./client";
import type { QuickAddReply } from "./schema";

/**
 * Ask the server what it understands of a line, such as "next friday 17:00".
 *
 * The writer's clocks count, whatever the workspace's are: "at 9" is what their own clock shows then. Throws a
 * `ProblemError`.
 */
export async function readLine(text: string, signal?: AbortSignal): Promise<QuickAddReply> {
  const body = { text, timezone: browserZone() };
  return answered(await api.POST("/api/quick-add", { body, ...(signal && { signal }) }));
}
