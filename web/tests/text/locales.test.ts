import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { chooseLanguage, LANGUAGES, makeTexts } from "../../src/text/text";

const SOURCES = join(import.meta.dirname, "../../src");

function textsOf(language: string): { file: string; name: string; variables: string[] }[] {
  const folder = join(SOURCES, "locales", language);
  return readdirSync(folder).flatMap((file) =>
    new FluentResource(readFileSync(join(folder, file), "utf8")).body.map((message) => ({
      file,
      name: message.id,
      variables: [
        ...new Set(JSON.stringify(message.value).match(/(?<="type":"var","name":")[^"]+/g) ?? []),
      ].sort(),
    })),
  );
}

function usedNames(where = /./): Set<string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/.test(name) && where.test(name),
  );
  const code = files.map((name) => readFileSync(join(SOURCES, name), "utf8")).join("\n");
  return new Set([...code.matchAll(/\bsay\(\s*"([a-z0-9_-]+)"/g)].map((match) => match[1] as string));
}

describe("texts", () => {
  it.each(LANGUAGES.filter((language) => language !== "en"))(
    "are the same in %s as in English",
    (language) => {
      const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
      expect(textsOf(language).sort(byName)).toEqual(textsOf("en").sort(byName));
    },
  );

  it("have names of their own, whatever file they are in", () => {
    const names = textsOf("en").map((text) => text.name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("exist for every name that is said", () => {
    const known = new Set(textsOf("en").map((text) => text.name));
    expect([...usedNames()].filter((name) => !known.has(name))).toEqual([]);
  });

  it("of the frame and the board are in the files that come first", () => {
    const first = new Set(
      textsOf("en").flatMap(({ file, name }) => (/^(app|board)\.ftl$/.test(file) ? [name] : [])),
    );
    const said = usedNames(/^(app|board|live|ui)\//);
    expect(said.size).toBeGreaterThan(20);
    expect([...said].filter((name) => !first.has(name))).toEqual([]);
  });

  it("can be read without an error in every language", () => {
    for (const language of LANGUAGES) {
      const folder = join(SOURCES, "locales", language);
      for (const file of readdirSync(folder)) {
        const source = readFileSync(join(folder, file), "utf8");
        const begun = source.split("\n").filter((line) => /^[a-zA-Z][\w-]* *=/.test(line)).length;
        expect(new FluentResource(source).body.length, file).toBe(begun);
      }
    }
  });
});

describe("makeTexts", () => {
  it("counts as the language does", () => {
    const source = readFileSync(join(SOURCES, "locales/uk/app.ftl"), "utf8");
    const { say } = makeTexts("uk", [source]);
    expect(say("waiting", { count: 3 })).toContain("пропозиції чекають");
    expect(say("waiting", { count: 5 })).toContain("пропозицій чекають");
  });

  it("shows the name of a text that is missing", () => {
    expect(makeTexts("en", []).say("nothing-here")).toBe("nothing-here");
  });
});

describe("chooseLanguage", () => {
  it.each([
    [["uk-UA", "en"], null, "uk"],
    [["de-DE"], null, "en"],
    [["de-DE", "uk"], null, "uk"],
    [["en-GB"], "uk", "uk"],
  ] as const)("of %j, chosen %s, is %s", (wanted, chosen, language) => {
    expect(chooseLanguage(wanted, chosen)).toBe(language);
  });
});
