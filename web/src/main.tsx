import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { asProblem } from "./api/problem";
import { App } from "./app/App";
import { reloadWhenOutdated } from "./app/outdated";
import { preferences } from "./app/preferences";
import { goToLogin, readMe } from "./app/session";
import { Texts } from "./app/Texts";
import { followTheme } from "./app/theme";
import { findLaunch, type Launch } from "./telegram/launch";
import { allTexts, chooseLanguage, loadTexts } from "./text/text";
import { Failed } from "./ui/States";
import "./ui/base.css";

/** Return the page of who is logged in, null when they are on their way to the login page. */
async function enter(): Promise<ReactNode> {
  try {
    return <App me={await readMe()} />;
  } catch (error) {
    if (asProblem(error).status !== 401) throw error;
    goToLogin();
    return null;
  }
}

/** Return the page of who comes from Telegram; what is needed there is loaded there only. */
async function enterFrom(launch: Launch): Promise<ReactNode> {
  const { enterFromTelegram } = await import("./telegram/enter");
  return enterFromTelegram(launch);
}

async function start(): Promise<void> {
  const root = createRoot(document.getElementById("app") as HTMLElement);
  reloadWhenOutdated();
  followTheme();
  const launch = findLaunch();
  const wanted = launch?.language ? [launch.language, ...navigator.languages] : navigator.languages;
  const language = chooseLanguage(wanted, preferences.getState().language);
  document.documentElement.lang = language;
  const entering = launch === null ? enter() : enterFrom(launch);
  const [texts, entered] = await Promise.allSettled([loadTexts(language), entering]);
  if (texts.status === "rejected") throw texts.reason;
  if (launch !== null) await allTexts(); // what Telegram's refusals say is not the first view's
  const draw = () => {
    if (entered.status === "rejected")
      return <Failed error={entered.reason} retry={() => location.reload()} />;
    return entered.value;
  };
  root.render(
    <StrictMode>
      <Texts first={texts.value} wanted={wanted}>
        {draw()}
      </Texts>
    </StrictMode>,
  );
}

void start();
