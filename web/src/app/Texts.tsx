import { type ReactNode, useEffect, useState } from "react";
import {
  allTexts,
  chooseLanguage,
  type Language,
  loadTexts,
  TextProvider,
  type Texts as TextsOf,
} from "../text/text";
import { toastProblem } from "../ui/toasts";
import { usePreference } from "./preferences";

async function loadAll(language: Language): Promise<TextsOf> {
  const texts = await loadTexts(language);
  await allTexts(); // parts that are open already would draw without theirs
  return texts;
}

interface TextsProps {
  /** The texts that are there already. */
  first: TextsOf;
  /** The languages of the browser or of Telegram, the best first; must be the same array each time. */
  wanted: readonly string[];
  children: ReactNode;
}

/** Puts the texts around the page, and changes them at once when somebody chooses another language. */
export function Texts({ first, wanted, children }: TextsProps) {
  const [texts, setTexts] = useState(first);
  const chosen = usePreference("language");
  useEffect(() => {
    const language = chooseLanguage(wanted, chosen);
    if (language === texts.language) return;
    let current = true;
    loadAll(language).then((loaded) => current && setTexts(loaded), toastProblem);
    return () => {
      current = false;
    };
  }, [chosen, texts.language, wanted]);
  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts.language]);
  return <TextProvider texts={texts}>{children}</TextProvider>;
}
