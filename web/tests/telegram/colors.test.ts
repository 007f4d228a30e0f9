import { expect, test } from "vitest";
import { contrast, lookOf, type Rgb, readColor } from "../../src/telegram/colors";

/** What Telegram's apps send by default: day on Android, night on iOS, night on the desktop. */
const DAY = {
  bg_color: "#ffffff",
  secondary_bg_color: "#f0f0f0",
  section_bg_color: "#ffffff",
  text_color: "#222222",
  hint_color: "#a8a8a8",
  subtitle_text_color: "#82868a",
  link_color: "#2678b6",
  accent_text_color: "#1c93e3",
  button_color: "#50a8eb",
  button_text_color: "#ffffff",
};
const NIGHT = {
  bg_color: "#000000",
  secondary_bg_color: "#1c1c1d",
  section_bg_color: "#2c2c2e",
  text_color: "#ffffff",
  hint_color: "#98989e",
  link_color: "#3e88f7",
  accent_text_color: "#3e88f7",
  button_color: "#3e88f7",
  button_text_color: "#ffffff",
};
const DESKTOP = {
  bg_color: "#17212b",
  secondary_bg_color: "#232e3c",
  text_color: "#f5f5f5",
  hint_color: "#708499",
  link_color: "#6ab3f3",
  accent_text_color: "#6ab2f2",
  button_color: "#5288c1",
  button_text_color: "#ffffff",
};

function color(tokens: Readonly<Record<string, string>>, name: string): Rgb {
  const read = readColor(tokens[name]);
  if (read === null) throw new Error(`${name} is not set`);
  return read;
}

test("colours are read in both lengths", () => {
  expect(readColor("#fa0")).toEqual([255, 170, 0]);
  expect(readColor("#FFAA00")).toEqual([255, 170, 0]);
});

test.each(["red", "#ffff", "url(x)", 7, null, undefined, "#12345g"])("%j is no colour", (text) => {
  expect(readColor(text)).toBeNull();
});

test("contrast is that of WCAG", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

test.each([
  ["day", DAY, false],
  ["night", NIGHT, true],
  ["desktop", DESKTOP, true],
])("everything that is taken from %s is readable on all its surfaces", (_name, theme, dark) => {
  const look = lookOf(theme);
  expect(look.dark).toBe(dark);
  expect(look.tokens.page).toBe(theme.secondary_bg_color);
  const surfaces = ["page", "surface", "raised", "sunken", "hover"].map((name) => color(look.tokens, name));
  for (const name of ["text", "quiet", "accent"].filter((one) => one in look.tokens)) {
    for (const surface of surfaces) {
      expect(contrast(color(look.tokens, name), surface)).toBeGreaterThanOrEqual(4.5);
    }
  }
  if ("accent" in look.tokens) {
    expect(contrast(color(look.tokens, "accent"), color(look.tokens, "on-accent"))).toBeGreaterThanOrEqual(
      4.5,
    );
  }
});

test("pale words and accents are left out, the ground is taken", () => {
  const { tokens } = lookOf(DAY);
  expect(tokens).not.toHaveProperty("quiet");
  expect(tokens).toMatchObject({ page: "#f0f0f0", surface: "#ffffff", text: "#222222" });
});

test("on a ground between light and dark nothing is taken", () => {
  expect(lookOf({ ...DAY, bg_color: "#d0b060", section_bg_color: "#d0b060" })).toEqual({
    dark: false,
    tokens: {},
  });
  expect(lookOf({ ...NIGHT, section_bg_color: "#555555" })).toEqual({ dark: true, tokens: {} });
});

test("text that can't be read on its own ground stays ours", () => {
  expect(lookOf({ ...DAY, text_color: "#eeeeee" }).tokens).not.toHaveProperty("text");
});

test("without colours Telegram says nothing", () => {
  expect(lookOf({ bg_color: "javascript:1" })).toEqual({ dark: null, tokens: {} });
});
