/** What Telegram tells a page that it opens: parameters in the address, after the `#`.
 *
 * https://core.telegram.org/bots/webapps; the names are those of Telegram's own script.
 */

/** What Telegram told. */
export interface Launch {
  /** Who opened the page, signed by Telegram; empty when it did not say. */
  readonly initData: string;
  /** The language of the person's Telegram, as it says; empty when it does not. */
  readonly language: string;
  /** The version of Telegram's side, such as "8.0". */
  readonly version: `${number}.${number}`;
  /** Colours by their names in Telegram; not checked. */
  readonly theme: Readonly<Record<string, unknown>>;
  /** The text behind `startapp=` of the link that was followed; empty without. */
  readonly startParam: string;
  /** Whether Telegram has opened the page just now: false after a reload. */
  readonly fresh: boolean;
}

/** Where a tab keeps the parameters for reloads. */
const KEPT = "manta-telegram";
const MARKS = ["tgWebAppData", "tgWebAppVersion", "tgWebAppPlatform"] as const;

function readTheme(text: string | null): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text ?? "{}");
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    return {}; // colours are no reason to stay outside
  }
}

function readLanguage(initData: string): string {
  try {
    const user: unknown = JSON.parse(new URLSearchParams(initData).get("user") ?? "{}");
    const told = typeof user === "object" && user !== null && "language_code" in user && user.language_code;
    return typeof told === "string" ? told : "";
  } catch {
    return ""; // whether the data is any good is for the server to say
  }
}

function isVersion(text: string | null): text is `${number}.${number}` {
  return text !== null && /^\d+\.\d+$/.test(text);
}

/** Return the parameters within the part of an address after the `#`, null when they are not Telegram's. */
export function parametersOf(hash: string): string | null {
  const text = hash.replace(/^#/, "");
  const parameters = text.includes("?") ? text.slice(text.indexOf("?") + 1) : text;
  const read = new URLSearchParams(parameters);
  return MARKS.some((name) => read.has(name)) ? parameters : null;
}

/**
 * Return what the parameters say.
 *
 * @param search The query of the address, where Telegram repeats the text of the link.
 */
export function readLaunch(parameters: string, search: string, fresh: boolean): Launch {
  const read = new URLSearchParams(parameters);
  const initData = read.get("tgWebAppData") ?? "";
  const version = read.get("tgWebAppVersion");
  return {
    initData,
    language: readLanguage(initData),
    version: isVersion(version) ? version : "6.0",
    theme: readTheme(read.get("tgWebAppThemeParams")),
    startParam:
      read.get("tgWebAppStartParam") ??
      new URLSearchParams(search).get("tgWebAppStartParam") ??
      new URLSearchParams(initData).get("start_param") ??
      "",
    fresh,
  };
}

/** The tab's storage, null where the browser allows none, as some do in frames. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * Return what Telegram told this tab, null when it is a plain browser's.
 *
 * The parameters leave the address: it may be copied to others, and they would come in as this person.
 */
export function findLaunch(): Launch | null {
  const told = parametersOf(location.hash);
  const parameters = told ?? storage()?.getItem(KEPT) ?? null;
  if (parameters === null) return null;
  const launch = readLaunch(parameters, location.search, told !== null);
  if (told !== null) {
    storage()?.setItem(KEPT, told);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return launch;
}
