import { expect, it } from "vitest";
import { filtersAtAll, filtersOf, fits, withFilter, withoutFilters } from "../../src/messages/filters";
import { mostUsed } from "../../src/messages/options";
import { message } from "../samples";

const of = (search: string) => filtersOf(new URLSearchParams(search));

it("reads back what it has written into the address", () => {
  let search = new URLSearchParams("theme=dark");
  search = withFilter(search, "q", "label rolls");
  search = withFilter(search, "chat", "-100 & more");
  search = withFilter(search, "status", "failed");
  expect(of(search.toString())).toMatchObject({ text: "label rolls", chat: "-100 & more", status: "failed" });
  expect(withoutFilters(search).toString()).toBe("theme=dark");
});

it("takes a filter out when its value is empty", () => {
  expect(withFilter(new URLSearchParams("chat=a&author=b"), "chat", null).toString()).toBe("author=b");
});

it("leaves out words that mean nothing", () => {
  const filters = of("status=lost&category=fun&source=fax&q=%20&chat=");
  expect(filtersAtAll(filters)).toBe(false);
});

it.each([
  ["", true],
  ["author=Jo", true],
  ["author=jo", false],
  ["chat=depot&source=api", true],
  ["chat=depot&source=email", false],
  ["status=received", true],
  ["status=failed", false],
  ["category=bug", false],
])("of a message that waits, %j says %s", (search, expected) => {
  expect(fits(message(), of(search))).toBe(expected);
});

it("offers the most frequent first, and what is chosen in any case", () => {
  const messages = ["a", "b", "b", "c"].map((author, id) => message({ id, author }));
  expect(mostUsed(messages, "author", "z")).toEqual(["b", "a", "c", "z"]);
});
