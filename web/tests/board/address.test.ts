import { expect, it } from "vitest";
import { readChoice, writeChoice } from "../../src/board/address";
import { NO_FILTERS, NOBODY, withChosen } from "../../src/board/filters";

it("says in the address what is chosen, and reads the same again", () => {
  const filters = { ...withChosen(NO_FILTERS, "assignee", ["Ada & Bo", NOBODY]), text: "a=b ☂" };
  const choice = { filters: withChosen(filters, "due", ["overdue"]), sort: "due" as const };
  const address = writeChoice(new URLSearchParams("elsewhere=1&label=old"), choice).toString();
  expect(address).toContain("elsewhere=1");
  expect(address).not.toContain("old");
  expect(readChoice(new URLSearchParams(address))).toEqual(choice);
});

it("leaves a board without choice a plain address", () => {
  const choice = readChoice(new URLSearchParams("sort=sideways"));
  expect(choice).toEqual({ filters: NO_FILTERS, sort: "priority" });
  expect(writeChoice(new URLSearchParams(), choice).toString()).toBe("");
});
