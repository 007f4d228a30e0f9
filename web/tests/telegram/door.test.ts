// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { prefer, preferences } from "../../src/app/preferences";
import { arrive, choose, door, renew } from "../../src/telegram/door";
import type { Launch } from "../../src/telegram/launch";

// The API's client takes the browser's `fetch` when it is loaded.
const network = vi.hoisted(() => {
  const network: { answer: typeof fetch } = { answer: () => Promise.reject(new Error("not set up")) };
  globalThis.fetch = (input, init) => network.answer(input, init);
  return network;
});

const LAUNCH: Launch = {
  initData: "signed",
  language: "en",
  version: "8.0",
  theme: {},
  startParam: "",
  fresh: true,
};
const HARBOR = { id: 1, name: "Harbor", chats: ["Harbor"] };
const PIER = { id: 2, name: "Pier", chats: ["Pier"] };

/** A server that knows these rooms; `session` is the workspace that the cookie opens. */
class Server {
  rooms = [HARBOR];
  session: number | null = null;
  keepsCookies = true;
  isOld = false;
  readonly logins: (number | null)[] = [];
  readonly links: string[] = [];

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = new URL(input instanceof Request ? input.url : String(input), "http://localhost").pathname;
    return path === "/api/me" ? this.#me() : this.#logIn(JSON.parse(String(init?.body)));
  };

  #me(): Response {
    if (this.session === null) return refusal(401);
    const workspace = { ...HARBOR, id: this.session, slug: "main", timezone: "UTC", language: "" };
    return Response.json({ name: "@olena", role: "member", workspace, workspaces: this.rooms, last_seq: 0 });
  }

  #logIn(body: { workspace_id: number | null; start_param: string }): Response {
    this.logins.push(body.workspace_id);
    this.links.push(body.start_param);
    const room = this.rooms.find(({ id }) => body.workspace_id === null || id === body.workspace_id);
    if (this.isOld) return refusal(401);
    if (room === undefined) return refusal(403);
    if (this.keepsCookies) this.session = room.id;
    return Response.json({ workspace_id: room.id, workspaces: this.rooms }, { status: 201 });
  }
}

function refusal(status: number): Response {
  return Response.json({ code: "refused", detail: "No." }, { status });
}

let server: Server;

beforeEach(() => {
  server = new Server();
  network.answer = server.fetch;
  prefer({ workspace: null });
  door.setState({ standing: null });
});

test("who belongs to one workspace comes in", async () => {
  await arrive(LAUNCH);
  expect(door.getState().standing).toMatchObject({ kind: "in", me: { workspace: { id: 1 } } });
});

test("who belongs to several chooses once", async () => {
  server.rooms = [HARBOR, PIER];
  await arrive(LAUNCH);
  expect(door.getState().standing).toEqual({ kind: "choosing", rooms: [HARBOR, PIER] });
  await choose(LAUNCH, PIER.id);
  expect(door.getState().standing).toMatchObject({ kind: "in", me: { workspace: { id: 2 } } });
  await arrive(LAUNCH);
  expect(door.getState().standing).toMatchObject({ kind: "in", me: { workspace: { id: 2 } } });
});

test("a workspace that is not theirs any more is forgotten", async () => {
  prefer({ workspace: 9 });
  await arrive(LAUNCH);
  expect(server.logins).toEqual([9, null]);
  expect(preferences.getState().workspace).toBeNull();
  expect(door.getState().standing).toMatchObject({ kind: "in" });
});

test("a link leads to where it says, not to where they were last", async () => {
  server.rooms = [HARBOR, PIER];
  prefer({ workspace: 2 });
  await arrive({ ...LAUNCH, startParam: "task_12" });
  expect(server.logins).toEqual([null]);
  // Telegram signs no link of a `web_app` button: the server hears of it from the page.
  expect(server.links).toEqual(["task_12"]);
  expect(door.getState().standing).toMatchObject({ kind: "in" });
});

test("a reload keeps the session it has, and logs in without one", async () => {
  server.session = 2;
  await arrive({ ...LAUNCH, fresh: false });
  expect(server.logins).toEqual([]);
  server.session = null;
  await arrive({ ...LAUNCH, fresh: false });
  expect(server.logins).toEqual([null]);
  expect(door.getState().standing).toMatchObject({ kind: "in" });
});

test.each([
  ["nothing signed", { ...LAUNCH, initData: "" }, "unsigned", () => {}],
  [
    "an old login",
    LAUNCH,
    "refused",
    () => {
      server.isOld = true;
    },
  ],
  [
    "no chat",
    LAUNCH,
    "nowhere",
    () => {
      server.rooms = [];
    },
  ],
  [
    "a frame without cookies",
    LAUNCH,
    "no-cookie",
    () => {
      server.keepsCookies = false;
    },
  ],
])("%s is told apart", async (_name, launch, reason, arrange) => {
  arrange();
  await arrive(launch);
  expect(door.getState().standing).toMatchObject({ kind: "outside", reason });
});

test("a server that is away can be tried again", async () => {
  network.answer = () => Promise.reject(new TypeError("Failed to fetch"));
  await arrive(LAUNCH);
  expect(door.getState().standing).toMatchObject({ kind: "failed", problem: { code: "offline" } });
});

test("an ended session is renewed once, where they were, without a word", async () => {
  server.rooms = [HARBOR, PIER];
  await choose(LAUNCH, PIER.id);
  const before = door.getState().standing;
  server.session = null;
  renew(LAUNCH);
  renew(LAUNCH);
  await vi.waitFor(() => expect(server.session).toBe(2));
  expect(server.logins).toEqual([2, 2]);
  expect(door.getState().standing).toBe(before);
});

test("a session that can't be renewed has ended", async () => {
  await arrive(LAUNCH);
  server.session = null;
  server.isOld = true;
  await vi.waitFor(() => {
    renew(LAUNCH);
    expect(door.getState().standing).toMatchObject({ kind: "outside", reason: "ended" });
  });
});
