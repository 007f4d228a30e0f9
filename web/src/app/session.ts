/** Who looks at the page, as the server knows them. */

import { createContext, use } from "react";
import { answered, api } from "../api/client";
import type { Me } from "../api/schema";
import { prefer } from "./preferences";

/** Read whom the session stands for. Throws a `ProblemError` with status 401 when there is none. */
export async function readMe(): Promise<Me> {
  return answered(await api.GET("/api/me"));
}

/** Leave for the login page, which comes back here afterwards. */
export function goToLogin(): void {
  const here = location.pathname + location.search;
  location.assign(`/login?next=${encodeURIComponent(here)}`);
}

/** Where the page goes when it can't be used any more. Inside Telegram there is no login page. */
export interface Exits {
  /** The server does not know the session any more. */
  readonly ended: () => void;
  readonly loggedOut: () => void;
}

let exits: Exits = { ended: goToLogin, loggedOut: () => location.assign("/login") };

export function setExits(others: Exits): void {
  exits = others;
}

/** Called whenever the server says that the session has ended. */
export function sessionEnded(): void {
  exits.ended();
}

/** Open the board of another workspace that the person belongs to. */
export async function changeWorkspace(workspaceId: number): Promise<void> {
  prefer({ workspace: workspaceId });
  await api.POST("/api/sessions/workspace", { body: { workspace_id: workspaceId } });
  location.assign("/");
}

/** End the session. The form of the login page does the same without this page. */
export async function logOut(): Promise<void> {
  await fetch("/logout", { method: "POST", redirect: "manual" });
  exits.loggedOut();
}

const SessionContext = createContext<Me | null>(null);
export const SessionProvider = SessionContext;

/** Return who looks at the page. */
export function useMe(): Me {
  const me = use(SessionContext);
  if (me === null) throw new Error("There is no session around this component.");
  return me;
}

/** Return under which name the browser keeps what the person writes here: others use it, too. */
export function useOwner(): string {
  const me = useMe();
  return `${me.workspace.id}/${me.name}`;
}
