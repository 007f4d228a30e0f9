import { expect, it } from "vitest";
import { NO_FILTERS, NOBODY, withChosen } from "../../src/board/filters";
import { queryOf } from "../../src/board/more";

const PLAIN = { status: ["closed"], sort: "newest", limit: 500 };

it("asks the server for what it can filter by", () => {
  const filters = withChosen({ ...NO_FILTERS, text: " rolls " }, "assignee", ["ada"]);
  const query = queryOf("closed", withChosen(filters, "priority", ["low", "high"]));
  expect(query).toEqual({ ...PLAIN, assignee: "ada", priority: ["high", "low"], q: "rolls" });
});

it("asks for more than fits rather than for less, where the server knows one name only", () => {
  for (const names of [["ada", "bo"], [NOBODY]]) {
    expect(queryOf("closed", withChosen(NO_FILTERS, "label", names))).toEqual(PLAIN);
  }
});
