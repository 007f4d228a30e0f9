import { describe, expect, it } from "vitest";
import { ProblemError } from "../../src/api/problem";
import type { NewTaskIn } from "../../src/api/schema";
import { add, type Entry, type Queue } from "../../src/composer/outbox/queue";
import { type Outcome, type Post, type Shelf, sendAll } from "../../src/composer/outbox/sender";
import { memoryShelf } from "../../src/composer/outbox/shelf";
import { task } from "../samples";

const OWNER = "1/ann";
const AWAY = new ProblemError(503, "unavailable", "The database is away.");
const REFUSED = new ProblemError(422, "invalid-fields", "title: too short", "Write more.");

function entry(key: string, change: Partial<Entry> = {}): Entry {
  const written = "2026-11-26T10:00:00Z";
  return { key, owner: OWNER, text: `Order ${key}`, written, task: null, refusal: null, ...change };
}

/** A server that stores by key as the real one does, and fails as told. */
class Server implements Post {
  readonly stored = new Map<string, NewTaskIn>();
  readonly requests: string[] = [];
  day = 1;
  /** Called before and after a task is stored. */
  before: (key: string) => void = () => undefined;
  after: (key: string) => void = () => undefined;

  async understand(text: string): Promise<NewTaskIn> {
    return { title: text, due: `2026-12-0${this.day}T10:00:00Z` };
  }

  async create(wanted: NewTaskIn, key: string) {
    this.requests.push(key);
    this.before(key);
    const known = this.stored.get(key);
    if (known && JSON.stringify(known) !== JSON.stringify(wanted)) {
      throw new ProblemError(409, "idempotency-key-reused", "The key stands for another request.");
    }
    this.stored.set(key, wanted);
    this.after(key);
    return task({ id: [...this.stored.keys()].indexOf(key) + 1, title: wanted.title });
  }
}

async function run(shelf: Shelf, server: Server, owner = OWNER) {
  const heard: Outcome[] = [];
  const problem = await sendAll(owner, shelf, server, (outcome) => heard.push(outcome));
  return { heard, problem, left: await shelf.read() };
}

const shelfOf = (...entries: Entry[]): Shelf => memoryShelf(entries.reduce<Queue>(add, []));

describe("sendAll", () => {
  it("sends in order and leaves nothing", async () => {
    const server = new Server();
    const { heard, problem, left } = await run(shelfOf(entry("a"), entry("b"), entry("c")), server);
    expect([server.requests, heard.map((each) => each.kind), problem, left]).toEqual([
      ["a", "b", "c"],
      ["sent", "sent", "sent"],
      null,
      [],
    ]);
  });

  it("keeps everything while the server is away, the first not overtaken", async () => {
    const server = new Server();
    server.before = () => {
      throw AWAY;
    };
    const { problem, left } = await run(shelfOf(entry("a"), entry("b")), server);
    expect(problem).toBe(AWAY);
    expect(server.requests).toEqual(["a"]);
    expect(left.map((each) => each.key)).toEqual(["a", "b"]);
  });

  it("makes one task when the answer is lost, though the words mean another day by then", async () => {
    const server = new Server();
    const shelf = shelfOf(entry("a"));
    server.after = () => {
      throw new ProblemError(0, "offline", "The connection broke.");
    };
    await run(shelf, server);
    server.after = () => undefined;
    server.day = 2;
    const { heard, left } = await run(shelf, server);
    expect(server.requests).toEqual(["a", "a"]);
    expect(server.stored.size).toBe(1);
    expect(heard.map((each) => each.kind)).toEqual(["sent"]);
    expect(left).toEqual([]);
  });

  it("keeps what is refused with the reason, and sends the others", async () => {
    const server = new Server();
    server.before = (key) => {
      if (key === "a") throw REFUSED;
    };
    const shelf = shelfOf(entry("a"), entry("b"));
    const { heard, left } = await run(shelf, server);
    expect(heard.map((each) => each.kind)).toEqual(["refused", "sent"]);
    expect(left).toMatchObject([
      { key: "a", refusal: { message: "title: too short", remedy: "Write more." } },
    ]);
    expect((await run(shelf, server)).heard).toEqual([]); // asked once only
  });

  it.each([0, 401, 429, 500, 502, 503])("keeps what failed with %d for later", async (status) => {
    const server = new Server();
    server.before = () => {
      throw new ProblemError(status, "x", "x");
    };
    const { heard, left } = await run(shelfOf(entry("a")), server);
    expect(heard).toEqual([]);
    expect(left).toMatchObject([{ key: "a", refusal: null }]);
  });

  it("leaves alone what somebody else wrote in this browser", async () => {
    const server = new Server();
    const { left } = await run(shelfOf(entry("a", { owner: "2/bo" }), entry("b")), server);
    expect(server.requests).toEqual(["b"]);
    expect(left.map((each) => each.key)).toEqual(["a"]);
  });
});
