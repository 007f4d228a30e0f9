/** Dresses the page in Telegram's colours, and Telegram's edges in the page's. */

import { preferences } from "../app/preferences";
import { drawAutoAs } from "../app/theme";
import { hex, lookOf, type Rgb, type Tokens } from "./colors";
import { type Bridge, host } from "./host";

/** Return the colour that the page draws a token in now: tokens depend on the theme and on each other. */
function drawn(token: string): `#${string}` {
  const probe = document.createElement("i");
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (pen === null) return "#000000";
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  return hex([...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)] as unknown as Rgb);
}

function drawEdges({ post }: Bridge): void {
  post("web_app_set_header_color", { color: drawn("surface") });
  post("web_app_set_background_color", { color: drawn("page") });
  post("web_app_set_bottom_bar_color", { color: drawn("surface") });
  host.setState({ buttonColors: { color: drawn("accent"), text_color: drawn("on-accent") } });
}

function wear(tokens: Tokens, worn: Tokens): void {
  const { style } = document.documentElement;
  for (const name of Object.keys(worn)) style.removeProperty(`--${name}`);
  for (const [name, color] of Object.entries(tokens)) style.setProperty(`--${name}`, color);
}

/** Follow Telegram's colours, as long as the person has not chosen light or dark for this page. */
export function followLook(bridge: Bridge, theme: Readonly<Record<string, unknown>>): void {
  let told = theme;
  let worn: Tokens = {};
  const draw = () => {
    const { dark, tokens } = lookOf(told);
    const wanted = preferences.getState().theme === "auto" ? tokens : {};
    if (dark !== null) drawAutoAs(dark ? "dark" : "light");
    wear(wanted, worn);
    worn = wanted;
    drawEdges(bridge);
  };
  draw();
  preferences.subscribe(({ theme: next }, { theme: before }) => next === before || draw());
  bridge.on("theme_changed", ({ theme_params }) => {
    told = theme_params;
    draw();
  });
}
