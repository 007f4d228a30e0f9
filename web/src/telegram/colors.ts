/** Telegram's colours as ours: taken where everything stays readable on them, else left. */

export type Rgb = readonly [red: number, green: number, blue: number];

/** Contrasts that WCAG 2.2, 1.4.3 asks for, and a better one for what is read most. */
const READABLE = 4.5;
const EASY = 7;

/**
 * Relative luminances of the darkest light and the lightest dark surface on which all our own colours are
 * readable. They were chosen for ours: see src/ui/tokens.css.
 */
const LIGHT_FROM = 0.85;
const DARK_TO = 0.0309;
const MIDDLE = 0.18;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** Return the colour that `#rgb` or `#rrggbb` stands for, null for anything else. */
export function readColor(text: unknown): Rgb | null {
  if (typeof text !== "string") return null;
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  const size = digits.length / 3;
  const part = (index: number) =>
    Number.parseInt(digits.slice(index * size, (index + 1) * size).repeat(3 - size), 16);
  return [part(0), part(1), part(2)];
}

export function hex(color: Rgb): `#${string}` {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Return the relative luminance, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
export function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Return the contrast of two colours, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Return `base` with a share of `other`, from 0 to 1, in it. */
function mix(base: Rgb, other: Rgb, share: number): Rgb {
  return base.map((part, index) =>
    Math.round(part + ((other[index] ?? part) - part) * share),
  ) as unknown as Rgb;
}

function readableOn(color: Rgb, surfaces: readonly Rgb[], ratio = READABLE): boolean {
  return surfaces.every((surface) => contrast(color, surface) >= ratio);
}

/** The page's colours by the names of src/ui/tokens.css, without the dashes. */
export type Tokens = Readonly<Record<string, string>>;

interface Surfaces {
  readonly page: Rgb;
  readonly surface: Rgb;
  readonly raised: Rgb;
  readonly sunken: Rgb;
  readonly hover: Rgb;
}

type Find = (...names: string[]) => Rgb[];

function surfacesOf(find: Find, ink: Rgb): Surfaces | null {
  const [surface] = find("section_bg_color", "bg_color");
  const [page] = find("secondary_bg_color", "bg_color");
  const fits = (color: Rgb) => (ink === WHITE ? luminance(color) <= DARK_TO : luminance(color) >= LIGHT_FROM);
  if (surface === undefined || page === undefined || !fits(surface) || !fits(page)) return null;
  const pick = (...steps: Rgb[]) => steps.find(fits) ?? surface;
  return {
    page,
    surface,
    raised: ink === WHITE ? pick(mix(surface, ink, 0.04)) : surface,
    sunken: mix(page, ink === WHITE ? BLACK : WHITE, 0.15),
    hover: pick(mix(surface, ink, 0.05), mix(surface, ink === WHITE ? BLACK : WHITE, 0.25)),
  };
}

function accentOf(find: Find, { surface, ...others }: Surfaces): Tokens {
  for (const accent of find("accent_text_color", "link_color", "button_color")) {
    const soft = mix(surface, accent, 0.1);
    const on = [...find("button_text_color"), WHITE, BLACK].find((color) => readableOn(color, [accent]));
    if (on !== undefined && readableOn(accent, [surface, soft, ...Object.values(others)])) {
      return { accent: hex(accent), "on-accent": hex(on), "accent-soft": hex(soft), focus: hex(accent) };
    }
  }
  return {};
}

function inkOf(find: Find, surfaces: readonly Rgb[]): Tokens {
  const text = find("text_color").find((color) => readableOn(color, surfaces, EASY));
  const quiet = find("subtitle_text_color", "hint_color").find((color) => readableOn(color, surfaces));
  return { ...(text && { text: hex(text) }), ...(quiet && { quiet: hex(quiet) }) };
}

export interface Look {
  /** null: Telegram did not say. */
  readonly dark: boolean | null;
  /** Our colours that take Telegram's; empty when nothing would be readable. */
  readonly tokens: Tokens;
}

/**
 * Return how the page looks in Telegram's colours.
 *
 * @param theme Telegram's `themeParams`, not checked.
 */
export function lookOf(theme: Readonly<Record<string, unknown>>): Look {
  const find: Find = (...names) =>
    names.map((name) => readColor(theme[name])).filter((color) => color !== null);
  const [ground] = find("bg_color");
  if (ground === undefined) return { dark: null, tokens: {} };
  const dark = luminance(ground) < MIDDLE;
  const ink = dark ? WHITE : BLACK;
  const surfaces = surfacesOf(find, ink);
  if (surfaces === null) return { dark, tokens: {} };
  const named = Object.entries(surfaces).map(([name, color]) => [name, hex(color)]);
  return {
    dark,
    tokens: {
      ...Object.fromEntries(named),
      line: hex(mix(surfaces.surface, ink, 0.11)),
      ...inkOf(find, Object.values(surfaces)),
      ...accentOf(find, surfaces),
    },
  };
}
