import { describe, expect, it } from "vitest";
import type { StoredTerm } from "../../src/api/schema";
import {
  compareTerms,
  findTerms,
  mergeTerms,
  readTerms,
  splitAliases,
  UnreadableTermsError,
  writeTerms,
} from "../../src/settings/vocabulary/terms";

const KNOWN: StoredTerm[] = [
  { id: 1, kind: "component", name: "Checkout", aliases: ["cart", "Kasse"] },
  { id: 2, kind: "label", name: "mobile", aliases: [] },
];

it("splits spellings at commas and keeps each once, whatever its case", () => {
  expect(splitAliases(" cart , Kasse,, CART,  ")).toEqual(["cart", "Kasse"]);
});

it("finds terms by any spelling, and by kind", () => {
  expect(findTerms(KNOWN, "all", " KASS ").map(({ id }) => id)).toEqual([1]);
  expect(findTerms(KNOWN, "label", "").map(({ id }) => id)).toEqual([2]);
});

describe("readTerms", () => {
  it("reads one term a line", () => {
    expect(readTerms("component: Checkout, cart\n\nurgent\nProjects: Harbor")).toEqual([
      { kind: "component", name: "Checkout", aliases: ["cart"] },
      { kind: "label", name: "urgent", aliases: [] },
      { kind: "project", name: "Harbor", aliases: [] },
    ]);
  });

  it("reads what was exported", () => {
    expect(readTerms(writeTerms(KNOWN))).toEqual(KNOWN.map(({ id: _, ...term }) => term));
  });

  it.each([
    "{}",
    "[1]",
    '[{"kind":"team","name":"A"}]',
    '[{"kind":"label","name":"A","aliases":[1]}]',
    "[oops",
  ])("refuses %s", (text) => {
    expect(() => readTerms(text)).toThrow(UnreadableTermsError);
  });

  it("names the line that has no name", () => {
    expect(() => readTerms("urgent\ncomponent: ,")).toThrow(expect.objectContaining({ line: 2 }));
  });
});

it("adds aliases to terms that are known, in their spelling", () => {
  const merged = mergeTerms(KNOWN, [
    { kind: "component", name: "CHECKOUT", aliases: ["Cart", "basket"] },
    { kind: "project", name: "Harbor", aliases: [] },
  ]);
  expect(merged).toContainEqual({
    kind: "component",
    name: "Checkout",
    aliases: ["cart", "Kasse", "basket"],
  });
  expect(compareTerms(KNOWN, merged)).toEqual({ added: 1, changed: 1, removed: 0 });
  expect(compareTerms(KNOWN, [])).toEqual({ added: 0, changed: 0, removed: 2 });
});
