import { describe, expect, it } from "vitest";
import { piecesOf } from "../../src/task/links";

function addresses(text: string): string[] {
  return piecesOf(text).flatMap((piece) => piece.href ?? []);
}

describe("piecesOf", () => {
  it.each([
    ["see https://example.org/a.", ["https://example.org/a"]],
    ["(see https://example.org/a_(b))", ["https://example.org/a_(b)"]],
    ["https://example.org/?q=1&x=2, http://b.example!", ["https://example.org/?q=1&x=2", "http://b.example"]],
    ["«https://example.org/шлях»", ["https://example.org/шлях"]],
    ["javascript:alert(1) data:text/html,x ftp://a.example //b.example", []],
    ["<a href='https://example.org'>", ["https://example.org"]],
    ["https:// and http://:", []],
  ])("finds the addresses in %s", (text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it.each([
    "",
    "plain\n\ntext",
    "a https://example.org/x b https://example.org",
    "😀 https://example.org/😀.",
  ])("loses nothing of %j", (text) => {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});
