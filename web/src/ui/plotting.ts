/** How uPlot is asked to draw: places in a row on the x axis, values from zero upwards on the y axis. */

import uPlot from "uplot";
import { Palette } from "./colours";

export interface PlotSeries {
  readonly name: string;
  /** A custom property of the tokens, such as `--open`. */
  readonly colour: string;
  /** One for each place; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly shape: "bars" | "line" | "area";
  /** Where a bar stands at its place: before its middle, on it, after it. */
  readonly side?: -1 | 0 | 1;
  /** Whether a bar is drawn weaker, behind another. */
  readonly faint?: boolean;
  /** Whether a line is dashed, so that it is told from another without its colour. */
  readonly dashed?: boolean;
}

export interface PlotContent {
  /** The places in words: days, classes of ages. */
  readonly places: readonly string[];
  /** The same, short enough for the axis. */
  readonly ticks: readonly string[];
  readonly series: readonly PlotSeries[];
  /** Write a value as people read it; `short` on the axis. */
  readonly format: (value: number, short?: boolean) => string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the cursor stands. */
export interface Pointed {
  readonly place: number;
  /** Distance from the inline start of the plot, in CSS pixels. */
  readonly left: number;
}

/** Steps between marks of places; days in a row are best marked by weeks. */
const PLACE_STEPS = [1, 2, 7, 14, 28, 56, 91, 182];
const VALUE_STEPS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((size) => [size, 2 * size, 5 * size]);
/** Room for a mark on the y axis, a letter of a mark, and between two marks, in CSS pixels. */
const TICK_HEIGHT = 34;
const LETTER_WIDTH = 7;
const BETWEEN = 12;
/** Lines of more places have no dots: these would run together. */
const MOST_DOTS = 45;

/** Return the rows that uPlot reads: the places' numbers, then each series' values. */
export function dataOf({ places, series }: PlotContent): uPlot.AlignedData {
  return [places.map((_, place) => place), ...series.map(({ values }) => [...values])];
}

/** Return what has to be the same for a plot to go on with new values. */
export function structureOf({ series }: PlotContent): string {
  return JSON.stringify(
    series.map(({ colour, shape, side, faint, dashed }) => [colour, shape, side, faint, dashed]),
  );
}

/** Return the top of the y axis above a highest value. */
export function topOf(highest: number): number {
  return Math.max(4, highest * 1.08);
}

function barsOf(side: -1 | 0 | 1): uPlot.Series.PathBuilder | undefined {
  return uPlot.paths.bars?.({ align: side, size: [side === 0 ? 0.7 : 0.38, 44, 1], radius: [0.18, 0] });
}

function seriesOf(one: PlotSeries, colours: Palette): uPlot.Series {
  const colour = `var(${one.colour})`;
  const stroke = () => colours.read(colour);
  if (one.shape === "bars") {
    const paths = barsOf(one.side ?? 0);
    const fill = () => (one.faint ? colours.soft(colour, 0.4) : colours.read(colour));
    return { width: 0, fill, points: { show: false }, ...(paths && { paths }) };
  }
  const dots = (plot: uPlot) => (plot.data[0]?.length ?? 0) <= MOST_DOTS;
  return {
    stroke,
    width: 2,
    cap: "round",
    spanGaps: true,
    ...(one.dashed && { dash: [5, 5] }),
    ...(one.shape === "area" && { fill: () => colours.soft(colour, 0.16) }),
    points: { show: dots, size: 5, fill: stroke, stroke, width: 0 },
  };
}

function widthOf(texts: readonly string[]): number {
  return LETTER_WIDTH * Math.max(1, ...texts.map((text) => text.length));
}

function axesOf(content: () => PlotContent, colours: Palette, font: string): uPlot.Axis[] {
  const stroke = () => colours.read("var(--quiet)");
  const line = { stroke: () => colours.read("var(--line)"), width: 1 };
  return [
    {
      font,
      stroke,
      size: 22,
      gap: 6,
      space: () => widthOf(content().ticks) + BETWEEN,
      incrs: PLACE_STEPS,
      grid: { show: false },
      ticks: { show: false },
      border: { show: true, ...line },
      values: (_, splits) => splits.map((place) => content().ticks[place] ?? ""),
    },
    {
      font,
      stroke,
      gap: 6,
      space: TICK_HEIGHT,
      incrs: VALUE_STEPS,
      grid: line,
      ticks: { show: false },
      size: (_, values) => widthOf(values ?? []) + BETWEEN,
      values: (_, splits) => splits.map((value) => content().format(value, true)),
    },
  ];
}

/** Draws one plot into an element, until `destroy`. */
export class Drawing {
  readonly #plot: uPlot;
  readonly #colours: Palette;

  /**
   * @param home Where it is drawn.
   * @param content Returns what is drawn now.
   * @param pointed Hears where the cursor is, null when it has left.
   */
  constructor(
    home: HTMLElement,
    size: Size,
    content: () => PlotContent,
    pointed: (at: Pointed | null) => void,
  ) {
    this.#colours = new Palette(home);
    const told = (plot: uPlot) => pointed(pointedAt(plot));
    const options: uPlot.Options = {
      ...size,
      padding: [12, 14, 0, 0],
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: false, range: () => [-0.6, content().places.length - 0.4] },
        y: { range: (_, __, highest) => [0, topOf(highest ?? 0)] },
      },
      axes: axesOf(content, this.#colours, `12px ${getComputedStyle(home).fontFamily}`),
      series: [{}, ...content().series.map((one) => seriesOf(one, this.#colours))],
      hooks: { setCursor: [told] },
    };
    this.#plot = new uPlot(options, dataOf(content()), home);
  }

  /** Draw what `content` returns now. */
  renew(content: PlotContent): void {
    this.#plot.setData(dataOf(content));
  }

  resize(size: Size): void {
    this.#plot.setSize(size);
  }

  recolour(): void {
    this.#colours.forget();
    this.#plot.redraw(false, true);
  }

  /** Put the cursor at a place, or away. */
  point(place: number | null): void {
    const left = place === null ? -10 : this.#plot.valToPos(place, "x");
    this.#plot.setCursor({ left, top: place === null ? -10 : 1 });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

function pointedAt(plot: uPlot): Pointed | null {
  const { idx, left } = plot.cursor;
  if (idx === null || idx === undefined || left === undefined || left < 0) return null;
  return { place: idx, left: plot.valToPos(idx, "x") + plot.over.offsetLeft };
}
