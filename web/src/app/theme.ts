import { preferences, type Theme } from "./preferences";

/** Draw the page in the chosen theme, now and whenever the choice changes. */
export function followTheme(): void {
  const draw = (theme: Theme) => {
    document.documentElement.dataset.theme = theme;
  };
  draw(preferences.getState().theme);
  preferences.subscribe(({ theme }) => draw(theme));
}
