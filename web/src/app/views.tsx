/** The views, each loaded when it is first looked at, and their addresses. */

import { BarChart3, Inbox, type LucideIcon, MessagesSquare, Settings, SquareKanban } from "lucide-react";
import { type ComponentType, lazy } from "react";
import { lazyPart } from "../text/text";

export interface View {
  /** Also the name of its text: `view-board`. */
  readonly name: string;
  readonly path: string;
  readonly icon: LucideIcon;
  /** The second key after `g`, which goes there. */
  readonly key: string;
}

export const VIEWS: readonly View[] = [
  { name: "board", path: "/", icon: SquareKanban, key: "b" },
  { name: "inbox", path: "/inbox", icon: Inbox, key: "i" },
  { name: "messages", path: "/messages", icon: MessagesSquare, key: "m" },
  { name: "stats", path: "/stats", icon: BarChart3, key: "s" },
  { name: "settings", path: "/settings", icon: Settings, key: "," },
];

const BoardView = lazy(() => import("../board/BoardView"));
const InboxView = lazyPart(() => import("../inbox/InboxView"));
const MessagesView = lazyPart(() => import("../messages/MessagesView"));
const TaskView = lazyPart(() => import("../task/TaskView"));
const StatsView = lazyPart(() => import("../stats/StatsView"));
const SettingsView = lazyPart(() => import("../settings/SettingsView"));

/** What is shown at which address, in wouter's patterns; the first that fits. */
export const ROUTES: readonly { path: string; view: ComponentType }[] = [
  { path: "/", view: BoardView },
  { path: "/telegram/board", view: BoardView },
  { path: "/inbox", view: InboxView },
  { path: "/messages/:id?", view: MessagesView },
  { path: "/tasks/:id", view: TaskView },
  { path: "/stats", view: StatsView },
  { path: "/settings/:part?", view: SettingsView },
];
