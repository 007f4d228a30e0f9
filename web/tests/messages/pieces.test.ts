import { expect, it } from "vitest";
import type { DomainAnalysisSpan, EntityKind } from "../../src/api/schema";
import { piecesOf, webAddress } from "../../src/messages/pieces";

const span = (kind: EntityKind, start: number, end: number, value = "it"): DomainAnalysisSpan => ({
  kind,
  value,
  start,
  end,
});
const shape = (text: string, spans: DomainAnalysisSpan[]) =>
  piecesOf(text, spans).map((piece) => [piece.text, piece.kinds.join("+")]);

it("cuts at code points, as the server counts", () => {
  expect(shape("🦈🦈 ask @zoë", [span("mention", 7, 11)])).toEqual([
    ["🦈🦈 ask ", ""],
    ["@zoë", "mention"],
  ]);
});

it("puts kinds that lie on the same words into one piece, the one that says most first", () => {
  expect(shape("@zoë", [span("mention", 0, 4), span("assignee", 0, 4)])).toEqual([
    ["@zoë", "assignee+mention"],
  ]);
});

it("cuts spans that overlap where either begins or ends", () => {
  expect(shape("abcdef", [span("project", 0, 4), span("version", 2, 6)])).toEqual([
    ["ab", "project"],
    ["cd", "version+project"],
    ["ef", "version"],
  ]);
});

it.each([
  [[span("date", 4, 9)]],
  [[span("date", 9, 12)]],
  [[span("date", 2, 2)]],
  [[span("date", 3, 1)]],
  [[]],
])("gives the whole text back whatever the spans are: %j", (spans) => {
  expect(
    piecesOf("a🦈bcde", spans)
      .map((piece) => piece.text)
      .join(""),
  ).toBe("a🦈bcde");
});

it("has no pieces of an empty text", () => {
  expect(piecesOf("", [span("date", 0, 1)])).toEqual([]);
});

it("leads to the whole address from each part of it", () => {
  const value = "https://a.example/v2";
  const pieces = piecesOf(value, [span("url", 0, 20, value), span("version", 18, 20)]);
  expect(pieces.map((piece) => piece.href)).toEqual([value, value]);
});

it.each([
  "javascript:alert(1)",
  "data:text/html,x",
  " JaVaScRiPt:alert(1)",
  "ftp://a.example",
  "a.example",
  "",
])("does not lead to %j", (text) => {
  expect(webAddress(text)).toBeNull();
});
