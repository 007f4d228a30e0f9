/** The tokens' colours for what is drawn on a canvas, which knows nothing of custom properties. */

/** Reads CSS colours as they are at an element now; remembers them until `forget`. */
export class Palette {
  readonly #probe: HTMLElement;
  readonly #known = new Map<string, string>();

  constructor(home: HTMLElement) {
    this.#probe = document.createElement("span");
    this.#probe.hidden = true;
    home.append(this.#probe);
  }

  /** Return a colour such as `var(--open)` or a `color-mix()` as a canvas takes it. */
  read(colour: string): string {
    const known = this.#known.get(colour);
    if (known !== undefined) return known;
    this.#probe.style.color = colour;
    const read = getComputedStyle(this.#probe).color;
    this.#known.set(colour, read);
    return read;
  }

  /** Return a colour with only `share` (0 to 1) of its strength. */
  soft(colour: string, share: number): string {
    return this.read(`color-mix(in oklab, ${colour} ${share * 100}%, transparent)`);
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Call `act` whenever the page's colours may have changed, also for printing; returns how to stop that. */
export function onThemeChange(act: () => void): () => void {
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme", "style", "class"] });
  const media = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener("change", act);
  return () => {
    observer.disconnect();
    for (const query of media) query.removeEventListener("change", act);
  };
}
