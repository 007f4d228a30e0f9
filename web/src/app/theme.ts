import { preferences, type Theme } from "./preferences";

/** What "auto" stands for: the browser's theme, or that of the app around the page. */
let auto: Theme = "auto";

function draw(): void {
  const { theme } = preferences.getState();
  document.documentElement.dataset.theme = theme === "auto" ? auto : theme;
}

/** Draw the page in the chosen theme, now and whenever the choice changes. */
export function followTheme(): void {
  draw();
  preferences.subscribe(draw);
}

/** Let "auto" be the theme of the app around the page. */
export function drawAutoAs(theme: Theme): void {
  auto = theme;
  draw();
}
