/** The workspace's time zone, by whose clocks days without a time end. */

import { createContext, use } from "react";
import { browserZone, dueHere } from "./format";

const ZoneContext = createContext<string | null>(null);
export const ZoneProvider = ZoneContext;

/** Return the workspace's zone (IANA), the browser's where nobody has named one. */
export function useZone(): string {
  return use(ZoneContext) ?? browserZone();
}

/** Return a due time (ISO 8601) as it is shown here, see `dueHere`. */
export function useDue(due: string): Date {
  return dueHere(new Date(due), useZone());
}
