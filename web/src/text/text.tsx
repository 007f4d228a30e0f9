/** Texts in the person's language: Fluent files under src/locales, one for each part of the page. */

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { createContext, type ReactNode, use } from "react";

export const LANGUAGES = ["en", "uk"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Return a text by its name, with values put in. */
export type Say = (name: string, values?: Record<string, FluentVariable>) => string;

export interface Texts {
  readonly language: Language;
  readonly say: Say;
}

const files: Record<Language, Record<string, () => Promise<string>>> = {
  en: import.meta.glob<string>("../locales/en/*.ftl", { query: "?raw", import: "default" }),
  uk: import.meta.glob<string>("../locales/uk/*.ftl", { query: "?raw", import: "default" }),
};

function isLanguage(name: string): name is Language {
  return (LANGUAGES as readonly string[]).includes(name);
}

/** Return the language to show: the one somebody chose, else the first of `wanted` (BCP 47 tags) that there is. */
export function chooseLanguage(wanted: readonly string[], chosen?: string | null): Language {
  const asked = chosen ? [chosen, ...wanted] : wanted;
  return asked.map((tag) => new Intl.Locale(tag).language).find(isLanguage) ?? "en";
}

/** Return a language's texts out of the sources of its files. Names that are missing show as themselves. */
export function makeTexts(language: Language, sources: readonly string[]): Texts {
  // Isolating marks keep names and texts of people from turning the sentence around them.
  const bundle = new FluentBundle(language, { useIsolating: true });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  const say: Say = (name, values) => {
    const message = bundle.getMessage(name);
    return message?.value ? bundle.formatPattern(message.value, values ?? null, []) : name;
  };
  return { language, say };
}

/** Load a language's texts. */
export async function loadTexts(language: Language): Promise<Texts> {
  return makeTexts(language, await Promise.all(Object.values(files[language]).map((load) => load())));
}

const TextContext = createContext<Texts>({ language: "en", say: (name) => name });

export function TextProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextContext value={texts}>{children}</TextContext>;
}

/** Return how to say things here. */
export function useSay(): Say {
  return use(TextContext).say;
}

export function useLanguage(): Language {
  return use(TextContext).language;
}
