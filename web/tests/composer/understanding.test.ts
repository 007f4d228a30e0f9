import { describe, expect, it } from "vitest";
import type { QuickAddReply } from "../../src/api/schema";
import { chipsOf } from "../../src/composer/chips";
import { carrySpans, piecesOf, quoteSpans, type Span, taskOf } from "../../src/composer/understanding";

const span = (start: number, end: number, kind: Span["kind"] = "due"): Span => ({ start, end, kind });

function reply(change: Partial<QuickAddReply>): QuickAddReply {
  return { title: "Order", description: "", language: "", timezone: "Europe/Kyiv", ...change };
}

describe("piecesOf", () => {
  it("counts code points, so that an emoji is one", () => {
    const pieces = piecesOf("📦 Order !high", [span(8, 13, "priority")]);
    expect(pieces.map((piece) => [piece.text, piece.kind])).toEqual([
      ["📦 Order ", null],
      ["!high", "priority"],
    ]);
  });

  it.each(["", "a", "📦 b\n"])("gives all of %j back", (text) => {
    const spans = [span(0, 1), span(1, 99)];
    expect(
      piecesOf(text, spans)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});

describe("carrySpans", () => {
  it.each([
    ["typed on at the end", "Order today", "Order today now", [[6, 11]]],
    ["typed at the start", "Order today", "📦 Order today", [[8, 13]]],
    ["typed into the words", "Order today", "Order todday", []],
    ["deleted", "Order today", "Order", []],
    ["repeated letters", "aaa today", "aaaa today", [[5, 10]]],
  ])("%s", (_, before, after, expected) => {
    const found = span([...before].length - 5, [...before].length);
    expect(carrySpans(before, after, [found]).map(({ start, end }) => [start, end])).toEqual(expected);
  });
});

describe("quoteSpans", () => {
  it("puts the words of all spans into marks", () => {
    expect(quoteSpans("📦 today and tomorrow", [span(2, 7), span(12, 20)])).toBe('📦 "today" and "tomorrow"');
  });

  it("takes other marks where the text has straight ones", () => {
    expect(quoteSpans('12" today', [span(4, 9)])).toBe('12" «today»');
  });
});

describe("chipsOf", () => {
  const text = "Order @Ann @bo today";
  const understanding = {
    text,
    reply: reply({
      assignees: ["Ann", "bo"],
      due: "2026-11-26T21:59:59Z",
      spans: [span(6, 10, "assignee"), span(11, 14, "assignee"), span(15, 20)],
    }),
  };

  it("knows the words of each fact", () => {
    const found = chipsOf(understanding, text).map((chip) => [chip.id, chip.spans.map((each) => each.start)]);
    expect(found).toEqual([
      ["due ", [15]],
      ["assignee Ann", [6]],
      ["assignee bo", [11]],
    ]);
  });
});

describe("taskOf", () => {
  it("sends what was understood and leaves the rest to the server", () => {
    expect(taskOf(reply({ priority: null, due: null }))).toEqual({ title: "Order" });
  });

  it("sends the zone with a recurrence, as its times are that zone's", () => {
    const task = taskOf(reply({ recurrence: "FREQ=DAILY", due: "2026-11-27T07:00:00Z" }));
    expect(task).toMatchObject({ recurrence: "FREQ=DAILY", timezone: "Europe/Kyiv" });
  });
});
