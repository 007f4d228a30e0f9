import { type ReactNode, useEffect, useState } from "react";
import { chooseLanguage, loadTexts, TextProvider, type Texts as TextsOf } from "../text/text";
import { toastProblem } from "../ui/toasts";
import { usePreference } from "./preferences";

/** Puts the texts around the page, and changes them at once when somebody chooses another language. */
export function Texts({ first, children }: { first: TextsOf; children: ReactNode }) {
  const [texts, setTexts] = useState(first);
  const chosen = usePreference("language");
  useEffect(() => {
    const language = chooseLanguage(navigator.languages, chosen);
    if (language === texts.language) return;
    let wanted = true;
    loadTexts(language).then((loaded) => wanted && setTexts(loaded), toastProblem);
    return () => {
      wanted = false;
    };
  }, [chosen, texts.language]);
  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts.language]);
  return <TextProvider texts={texts}>{children}</TextProvider>;
}
