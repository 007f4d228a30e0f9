import { describe, expect, it } from "vitest";
import { complete, countNames, suggest, tokenAt, withKnown } from "../../src/composer/completion";
import { task } from "../samples";

describe("tokenAt", () => {
  it.each([
    ["Call @", 6, { sign: "@", start: 5, end: 6, query: "" }],
    ["Call @an", 8, { sign: "@", start: 5, end: 8, query: "an" }],
    ["Завдання #скл", 13, { sign: "#", start: 9, end: 13, query: "скл" }],
    ["#", 1, { sign: "#", start: 0, end: 1, query: "" }],
    ["a@b", 3, null],
    ["Ask @ann.le", 11, { sign: "@", start: 4, end: 11, query: "ann.le" }],
    ["Ask @ann. Then", 8, { sign: "@", start: 4, end: 8, query: "ann" }],
    ["Ask @ann.lee", 8, null],
    ["See #docs.web", 13, null], // labels have no dots
    ["Call @ann", 8, null], // in the middle of a name
    ["Call #1", 7, null],
    ["Call @an now", 12, null],
  ])("of %j at %d", (text, caret, expected) => {
    expect(tokenAt(text, caret)).toEqual(expected);
  });
});

describe("countNames", () => {
  it("leaves out names that quick add could not read after a sign", () => {
    const tasks = [task({ assignees: ["ann", "Jo Doe"] }), task({ id: 2, assignees: ["ann"] })];
    expect(countNames(tasks, "@")).toEqual(new Map([["ann", 2]]));
  });
});

describe("withKnown", () => {
  const facets = {
    assignees: [
      { name: "ann.lee", tasks: 4 },
      { name: "bo", tasks: 9 },
      { name: "Jo Doe", tasks: 2 },
    ],
    labels: [{ name: "docs/web", tasks: 3 }],
    chats: [],
  };

  it("adds who only the server knows, and what quick add can read of them", () => {
    const counts = new Map([["bo", 1]]);
    const expected = new Map([
      ["bo", 9],
      ["ann.lee", 4],
    ]);
    expect(withKnown(counts, facets, "@")).toEqual(expected);
    expect(withKnown(new Map(), facets, "#")).toEqual(new Map([["docs/web", 3]]));
  });

  it("is what the page knows while the server has not answered", () => {
    expect(withKnown(new Map([["bo", 1]]), undefined, "@")).toEqual(new Map([["bo", 1]]));
  });
});

describe("suggest", () => {
  const counts = new Map([
    ["bo", 9],
    ["Joan", 5],
    ["ann", 1],
    ["andri", 3],
  ]);

  it("puts those that begin so first, the most used before the others", () => {
    expect(suggest("an", counts)).toEqual(["andri", "ann", "Joan"]);
  });

  it("says nothing to a name that is written out", () => {
    expect(suggest("BO", counts)).toEqual([]);
    expect(suggest("ann", new Map([...counts, ["anna", 9]]))).toEqual([]);
  });
});

describe("complete", () => {
  it.each([
    ["Call @an", 8, "Call @ann ", 10],
    ["📦 @a today", 5, "📦 @ann today", 8],
  ])("of %j at %d", (text, caret, expected, after) => {
    const token = tokenAt(text, caret);
    expect(token && complete(text, token, "ann")).toEqual({ text: expected, caret: after });
  });
});
