/** Coming in from Telegram: what it signed is exchanged for a session, again when that has ended. */

import { createStore } from "zustand/vanilla";
import { asProblem, type ProblemError, problemOf } from "../api/problem";
import type { Me } from "../api/schema";
import { retryConnection } from "../app/overlays";
import { prefer, preferences } from "../app/preferences";
import { readMe } from "../app/session";
import { toastProblem } from "../ui/toasts";
import type { Launch } from "./launch";
import { placeOf } from "./startParam";

export type Room = Me["workspaces"][number];

/** Why somebody stays outside: the names of the texts `telegram-…` and `telegram-…-remedy`. */
export type Reason = "unsigned" | "refused" | "nowhere" | "no-cookie" | "ended";

export type Standing =
  | { readonly kind: "in"; readonly me: Me }
  /** Several workspaces are open to them. */
  | { readonly kind: "choosing"; readonly rooms: readonly Room[] }
  | { readonly kind: "outside"; readonly reason: Reason; readonly problem: ProblemError | null }
  /** Nobody answered, or something broke: trying again may help. */
  | { readonly kind: "failed"; readonly problem: ProblemError };

export const door = createStore<{ standing: Standing | null }>(() => ({ standing: null }));

interface Opened {
  readonly workspace_id: number;
  readonly workspaces: readonly Room[];
}

type Login = Pick<Launch, "initData" | "startParam">;

async function exchange({ initData, startParam }: Login, workspaceId: number | null): Promise<Opened> {
  const response = await fetch("/api/sessions/telegram", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ init_data: initData, workspace_id: workspaceId, start_param: startParam }),
  });
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return (await response.json()) as Opened; // our own server's, see api/routes/mini_app.py
}

/** Log in, to where the person was last unless they may not open that any more. */
async function logIn(login: Login, workspaceId: number | null): Promise<Opened> {
  try {
    return await exchange(login, workspaceId);
  } catch (error) {
    if (workspaceId === null || asProblem(error).status !== 403) throw error;
    prefer({ workspace: null });
    return exchange(login, null);
  }
}

function outside(reason: Reason, problem: ProblemError | null = null): Standing {
  return { kind: "outside", reason, problem };
}

function standingOf(error: unknown): Standing {
  const problem = asProblem(error);
  if (problem.status === 401) return outside("refused", problem);
  if (problem.status === 403) return outside("nowhere", problem);
  return { kind: "failed", problem };
}

/** Return the standing of who has just logged in. */
async function cross(): Promise<Standing> {
  try {
    return { kind: "in", me: await readMe() };
  } catch (error) {
    if (asProblem(error).status !== 401) throw error;
    return outside("no-cookie"); // the login was answered, but what it set is not sent back
  }
}

/** Return the standing by a session from before a reload, null when there is none any more. */
async function findOld(): Promise<Standing | null> {
  const standing = await cross();
  return standing.kind === "in" ? standing : null;
}

async function logInAnew(launch: Launch): Promise<Standing> {
  if (launch.initData === "") return outside("unsigned");
  // A link leads to what it names, wherever that is.
  const isLed = placeOf(launch.startParam) !== null;
  const last = isLed ? null : preferences.getState().workspace;
  const { workspaces } = await logIn(launch, last);
  const hasChosen = isLed || preferences.getState().workspace !== null;
  return workspaces.length > 1 && !hasChosen ? { kind: "choosing", rooms: workspaces } : cross();
}

/** Come in, and keep in `door` how that went. */
export async function arrive(launch: Launch): Promise<void> {
  const standing = async () => (launch.fresh ? null : await findOld()) ?? (await logInAnew(launch));
  door.setState({ standing: await standing().catch(standingOf) });
}

/** Open one of several workspaces, and again the next time. */
export async function choose(launch: Launch, roomId: number): Promise<void> {
  prefer({ workspace: roomId });
  const standing = async () => {
    await logIn(launch, roomId);
    return cross();
  };
  door.setState({ standing: await standing().catch(standingOf) });
}

async function logInAgain(launch: Launch): Promise<void> {
  const { standing } = door.getState();
  const workspaceId = standing?.kind === "in" ? standing.me.workspace.id : null;
  try {
    await logIn(launch, workspaceId);
    await readMe();
    retryConnection();
  } catch (error) {
    const problem = asProblem(error);
    if (problem.passing) toastProblem(error);
    else door.setState({ standing: outside("ended", problem) });
  }
}

let renewing: Promise<void> | null = null;

/** Log in again without a word, with what Telegram signed; say so when that has grown too old. */
export function renew(launch: Launch): void {
  if (renewing !== null) return;
  renewing = logInAgain(launch).finally(() => {
    renewing = null;
  });
}
