/** Texts in the person's language: Fluent files under src/locales, one for each part of the page. */

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { type ComponentType, createContext, lazy, type ReactNode, use } from "react";

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

/** The files whose texts the first view needs. */
const FIRST = /\/(app|board)\.ftl$/;

function isLanguage(name: string): name is Language {
  return (LANGUAGES as readonly string[]).includes(name);
}

/** Return the language to show: the one somebody chose, else the first of `wanted` (BCP 47 tags) that there is. */
export function chooseLanguage(wanted: readonly string[], chosen?: string | null): Language {
  const asked = chosen ? [chosen, ...wanted] : wanted;
  return asked.map((tag) => new Intl.Locale(tag).language).find(isLanguage) ?? "en";
}

function newBundle(language: Language): FluentBundle {
  // Isolating marks keep names and texts of people from turning the sentence around them.
  return new FluentBundle(language, { useIsolating: true });
}

function add(bundle: FluentBundle, sources: readonly string[]): void {
  for (const source of sources) bundle.addResource(new FluentResource(source));
}

function textsOf(language: Language, bundle: FluentBundle): Texts {
  const say: Say = (name, values) => {
    const message = bundle.getMessage(name);
    return message?.value ? bundle.formatPattern(message.value, values ?? null, []) : name;
  };
  return { language, say };
}

/** Return a language's texts out of the sources of its files. Names that are missing show as themselves. */
export function makeTexts(language: Language, sources: readonly string[]): Texts {
  const bundle = newBundle(language);
  add(bundle, sources);
  return textsOf(language, bundle);
}

let later: Promise<void> = Promise.resolve();

/** Load the texts of the frame and the board; those of the other parts follow, see `allTexts`. */
export async function loadTexts(language: Language): Promise<Texts> {
  const bundle = newBundle(language);
  const load = (names: readonly string[]) =>
    Promise.all(names.map((name) => files[language][name]?.() ?? ""));
  const names = Object.keys(files[language]);
  later = load(names.filter((name) => !FIRST.test(name))).then((sources) => add(bundle, sources));
  later.catch(() => undefined); // whoever waits for them is told
  add(bundle, await load(names.filter((name) => FIRST.test(name))));
  return textsOf(language, bundle);
}

/** Wait until the texts of all parts are there. */
export function allTexts(): Promise<void> {
  return later;
}

/** As React's `lazy`, for parts with texts of their own: it waits for those, too. */
export function lazyPart<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    const [part] = await Promise.all([load(), allTexts()]);
    return part;
  });
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
