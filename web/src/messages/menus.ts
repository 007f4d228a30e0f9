/** One menu for the whole feed, however many messages it has. */

import { createContext, use } from "react";
import type { MenuEntry } from "../ui/Menu";

export interface OpenMenu {
  readonly anchor: Element;
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}

export const MenuContext = createContext<(menu: OpenMenu) => void>(() => undefined);

/** Return how to open the feed's menu. */
export function useOpenMenu(): (menu: OpenMenu) => void {
  return use(MenuContext);
}
