/** What all cards of a board share. */

import { createContext, use } from "react";

export interface BoardContext {
  /** Whether the person may move cards. */
  readonly movable: boolean;
  readonly now: Date;
}

const Context = createContext<BoardContext>({ movable: false, now: new Date(0) });
export const BoardProvider = Context;

export function useBoardContext(): BoardContext {
  return use(Context);
}
