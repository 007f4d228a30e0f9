import { expect, it } from "vitest";
import { ProblemError } from "../../src/api/problem";
import { changesOf, faultOf } from "../../src/settings/form";

it("sends only what differs from what is stored", () => {
  const stored = { name: "Main", models: { analysis: null }, limit: 0.5 };
  expect(changesOf(stored, { name: "Main", limit: 0.6, models: { analysis: null } })).toEqual({ limit: 0.6 });
});

it("tells what was refused of a field, or of something in it, and what to do", () => {
  const field = { field: "models.analysis", message: "is not there", code: "model" };
  const problem = new ProblemError(422, "invalid-fields", "…", "Take another.", [field]);
  expect(faultOf(problem, "models")).toBe("is not there Take another.");
  expect(faultOf(problem, "models.analysis")).toBe("is not there Take another.");
  expect(faultOf(problem, "model")).toBeUndefined();
  expect(faultOf(null, "model")).toBeUndefined();
});
