/** One menu and one window for the whole feed, however many messages it has. */

import { createContext, use } from "react";
import type { Message } from "../api/schema";
import type { MenuEntry } from "../ui/Menu";

export interface OpenMenu {
  readonly anchor: Element;
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

export const MenuContext = createContext<(menu: OpenMenu) => void>(() => undefined);
export const DueContext = createContext<(message: Message) => void>(() => undefined);

/** Return how to open the feed's menu. */
export function useOpenMenu(): (menu: OpenMenu) => void {
  return use(MenuContext);
}

/** Return how to ask for a message's due time. */
export function useAskDue(): (message: Message) => void {
  return use(DueContext);
}
