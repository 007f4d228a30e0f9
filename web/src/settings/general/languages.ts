/** Languages that messages may be in, and their names. */

const TAGS = [
  "ar",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "nl",
  "no",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "ru",
  "sk",
  "sv",
  "tr",
  "uk",
  "vi",
  "zh",
] as const;

/** Return a language's name in the language `shown`, beginning as names in a list do; the tag if it has none. */
export function languageName(tag: string, shown: string): string {
  const name = new Intl.DisplayNames([shown], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(shown) + name.slice(1);
}

/** Return languages to choose from by name, `chosen` among them. */
export function languageChoices(chosen: string, shown: string): { tag: string; name: string }[] {
  const tags = new Set<string>(chosen === "" ? TAGS : [...TAGS, chosen]);
  return [...tags]
    .map((tag) => ({ tag, name: languageName(tag, shown) }))
    .sort((a, b) => a.name.localeCompare(b.name, shown));
}
