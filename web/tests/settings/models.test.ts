import { expect, it } from "vitest";
import { patchOf, suggestionsOf } from "../../src/settings/models/useModels";

it("changes only the models that were changed, and puts emptied ones back", () => {
  expect(patchOf({ model: " auto " })).toEqual({ model: "auto" });
  expect(patchOf({ model: "", analysis: "embedded" })).toEqual({
    model: null,
    models: { analysis: "embedded" },
  });
  expect(patchOf({ extraction: " " })).toEqual({ models: { extraction: null } });
});

it("suggests models that can be chosen as they are", () => {
  const choices = [
    { name: "auto", label: "Automatic", available: true, why: "" },
    { name: "openai:", label: "OpenAI", available: false, why: "OPENAI_API_KEY is not set." },
  ];
  expect(suggestionsOf({ in_use: {}, choices }).map(({ value }) => value)).toEqual(["auto"]);
});
