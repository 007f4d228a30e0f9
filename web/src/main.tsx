import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { asProblem } from "./api/problem";
import type { Me } from "./api/schema";
import { App } from "./app/App";
import { reloadWhenOutdated } from "./app/outdated";
import { preferences } from "./app/preferences";
import { goToLogin, readMe } from "./app/session";
import { Texts } from "./app/Texts";
import { followTheme } from "./app/theme";
import { chooseLanguage, loadTexts } from "./text/text";
import { Failed } from "./ui/States";
import "./ui/base.css";

/** Return who looks at the page, null when they are on their way to the login page. */
async function enter(): Promise<Me | null> {
  try {
    return await readMe();
  } catch (error) {
    if (asProblem(error).status !== 401) throw error;
    goToLogin();
    return null;
  }
}

async function start(): Promise<void> {
  const root = createRoot(document.getElementById("app") as HTMLElement);
  reloadWhenOutdated();
  followTheme();
  const language = chooseLanguage(navigator.languages, preferences.getState().language);
  document.documentElement.lang = language;
  const [texts, entered] = await Promise.allSettled([loadTexts(language), enter()]);
  if (texts.status === "rejected") throw texts.reason;
  const draw = () => {
    if (entered.status === "rejected")
      return <Failed error={entered.reason} retry={() => location.reload()} />;
    return entered.value === null ? null : <App me={entered.value} />;
  };
  root.render(
    <StrictMode>
      <Texts first={texts.value}>{draw()}</Texts>
    </StrictMode>,
  );
}

void start();
