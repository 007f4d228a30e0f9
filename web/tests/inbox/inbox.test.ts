import { describe, expect, it } from "vitest";
import { levelOf } from "../../src/inbox/confidence";
import { fieldsOf, namesOf, patchOf, toLocal } from "../../src/inbox/draft";
import { neighbour, successor } from "../../src/inbox/order";
import { plainQuery, titled, together } from "../../src/inbox/similar";
import { piecesOf, placeOf } from "../../src/text/pieces";
import { proposal, task } from "../samples";

describe("neighbour", () => {
  it.each([
    [2, 1, 3],
    [2, -1, 1],
    [3, 1, null],
    [1, -1, null],
    [null, 1, 1],
    [9, 1, 1],
  ] as const)("of %s by %i is %s", (current, step, expected) => {
    expect(neighbour([1, 2, 3], current, step)).toBe(expected);
  });
});

describe("successor", () => {
  it.each([
    [1, [1], 2],
    [3, [3], 2],
    [1, [1, 2], 3],
    [2, [2, 3], 1],
    [2, [1, 2, 3], null],
    [9, [9], 1], // one that was decided elsewhere
  ] as const)("of %i when %j go is %s", (current, going, expected) => {
    expect(successor([1, 2, 3], current, going)).toBe(expected);
  });
});

describe("piecesOf", () => {
  const shown = (text: string, ranges: readonly (readonly [number, number])[]) =>
    piecesOf(text, ranges)
      .map(({ text: piece, marked }) => (marked ? `[${piece}]` : piece))
      .join("|");

  it.each([
    ["plain", [], "plain"],
    ["ask @jo now", [[4, 7]], "ask |[@jo]| now"],
    ["🐟🐟 fish", [[1, 2]], "🐟|[🐟]| fish"],
    [
      "overlap",
      [
        [0, 4],
        [2, 6],
      ],
      "[overla]|p",
    ],
    [
      "nested",
      [
        [0, 6],
        [1, 2],
      ],
      "[nested]",
    ],
    [
      "apart",
      [
        [3, 4],
        [0, 1],
      ],
      "[a]|pa|[r]|t",
    ],
    ["short", [[3, 99]], "sho|[rt]"],
    ["empty", [[2, 2]], "empty"],
    ["", [[0, 3]], ""],
  ] as const)("cuts %j at %j", (text, ranges, expected) => {
    expect(shown(text, ranges)).toBe(expected);
  });

  it("keeps every character", () => {
    const text = "a🐟b\n\tc";
    expect(
      piecesOf(text, [
        [1, 3],
        [4, 5],
      ])
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});

describe("placeOf", () => {
  it.each([
    ["🐟 order labels", "labels", [8, 14]],
    ["order", "labels", null],
    ["order", "", null],
  ] as const)("in %j of %j is %j", (text, quote, expected) => {
    expect(placeOf(text, quote)).toEqual(expected);
  });
});

describe("levelOf", () => {
  it.each([
    [0, "inbox-sure-hardly"],
    [0.35, "inbox-sure-little"],
    [0.6, "inbox-sure-rather"],
    [1, "inbox-sure-quite"],
  ])("%d is %s", (share, level) => {
    expect(levelOf(share)).toBe(level);
  });
});

describe("patchOf", () => {
  const draft = proposal({
    task: task({ due: "2026-11-27T23:59:59Z", assignees: ["ada"], labels: ["web"] }),
  }).task;

  it("is empty while nothing is changed, seconds and all", () => {
    expect(patchOf(draft, fieldsOf(draft))).toEqual({});
  });

  it("has only what is changed", () => {
    const fields = { ...fieldsOf(draft), title: "Other", due: "", assignees: "ada, @ben, ben", labels: " " };
    expect(patchOf(draft, fields)).toEqual({
      title: "Other",
      due: null,
      assignees: ["ada", "ben"],
      labels: [],
    });
  });

  it("reads a due time on the browser's clocks", () => {
    const due = toLocal("2026-12-01T07:30:00Z");
    expect(patchOf(draft, { ...fieldsOf(draft), due }).due).toBe("2026-12-01T07:30:00.000Z");
  });
});

it("names keep signs within them", () => {
  expect(namesOf("#web, c#, a@b", "#")).toEqual(["web", "c#", "a@b"]);
});

describe("plainQuery", () => {
  it("leaves nothing that a search would read as an order", () => {
    expect(plainQuery('-not "exact" «phrase» well-known -- x')).toBe("not exact phrase well-known x");
  });
});

describe("titled", () => {
  const tasks = [
    task({ id: 1, title: "Order labels" }),
    task({ id: 2, title: "Order blue labels" }),
    task({ id: 3, title: "Order labels", status: "closed" }),
  ];

  it("finds all words in any order, newest first, and nothing that is closed", () => {
    expect(titled(tasks, "LABELS order").map((one) => one.id)).toEqual([2, 1]);
  });

  it("finds nothing for nothing", () => {
    expect(titled(tasks, " ")).toEqual([]);
  });
});

it("tasks of two lists come once", () => {
  const [a, b] = [task({ id: 1 }), task({ id: 2 })];
  expect(together([a], [b, a]).map((one) => one.id)).toEqual([1, 2]);
});
