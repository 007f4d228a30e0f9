import { describe, expect, it } from "vitest";
import type { Hit } from "../../src/api/schema";
import { fitting } from "../../src/search/commands";
import { linesOf } from "../../src/search/lines";
import { withSearch } from "../../src/search/recent";
import { cutAt, type Range } from "../../src/text/pieces";
import { task } from "../samples";

describe("cutAt", () => {
  it.each<[string, Range[], string]>([
    ["📦 label rolls", [[2, 7]], "📦 [label] rolls"],
    [
      "abcdef",
      [
        [1, 4],
        [2, 5],
      ],
      "a[bcd][e]f",
    ], // overlapping
    [
      "abc",
      [
        [2, 3],
        [0, 1],
      ],
      "[a]b[c]",
    ], // out of order
    ["abc", [[1, 99]], "a[bc]"],
    ["", [[0, 1]], ""],
  ])("of %j at %j", (text, ranges, expected) => {
    const shown = cutAt(text, ranges).map((part) => (part.marked ? `[${part.text}]` : part.text));
    expect(shown.join("")).toBe(expected);
  });
});

describe("linesOf", () => {
  const hit = (snippet: string, highlights: [number, number][], title: string): Hit => ({
    kind: "task",
    score: 1,
    matched: ["words"],
    snippet,
    highlights,
    task: task({ title }),
  });

  it("marks the title and the text of a snippet that has both", () => {
    const { title, text } = linesOf(
      hit(
        "Order rolls Rolls for the depot",
        [
          [6, 11],
          [12, 17],
        ],
        "Order rolls",
      ),
    );
    expect(title).toEqual({ text: "Order rolls", ranges: [[6, 11]] });
    expect(text).toEqual({ text: "Rolls for the depot", ranges: [[0, 5]] });
  });

  it("does not say the title twice", () => {
    expect(linesOf(hit("Order rolls order rolls", [[0, 5]], "Order rolls")).text).toBeNull();
  });

  it("shows a snippet from elsewhere below the title", () => {
    const { title, text } = linesOf(hit("… for the depot", [[10, 15]], "Order rolls"));
    expect([title.ranges, text?.text]).toEqual([[], "… for the depot"]);
  });
});

describe("fitting", () => {
  it("wants every word, in any order and case", () => {
    const commands = [{ text: "Go to Stats" }, { text: "Go to Settings" }];
    expect(fitting(commands, "stats GO")).toEqual([{ text: "Go to Stats" }]);
    expect(fitting(commands, " ")).toHaveLength(2);
  });
});

describe("withSearch", () => {
  it("puts the newest first, each once, and forgets the oldest", () => {
    expect(withSearch(["a", "b", "c", "d", "e"], "c")).toEqual(["c", "a", "b", "d", "e"]);
    expect(withSearch(["a", "b", "c", "d", "e"], "f")).toEqual(["f", "a", "b", "c", "d"]);
  });
});
