import { answered, api } from "../api/client";
import type { QuickAddReply } from "../api/schema";

/** The zone that this browser's clocks show. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Ask the server what it understands of a line, such as "next friday 17:00". */
export async function readLine(text: string, language: string, signal: AbortSignal): Promise<QuickAddReply> {
  const body = { text, timezone: browserZone(), language };
  return answered(await api.POST("/api/quick-add", { body, signal }));
}
