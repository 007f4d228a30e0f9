/** A plot of values at places in a row, read by pointer, finger or arrow keys. */

import { type RefObject, useEffect, useRef, useState } from "react";
import "uplot/dist/uPlot.min.css";
import { onThemeChange } from "./colours";
import css from "./Plot.module.css";
import { Drawing, type PlotContent, type Pointed, type Size, structureOf } from "./plotting";

export type { PlotSeries } from "./plotting";

function sizeOf(element: HTMLElement): Size {
  return { width: element.clientWidth, height: element.clientHeight };
}

/** Keep a drawing of `content` in the element; returns it and where its cursor is. */
function useDrawing(home: RefObject<HTMLDivElement | null>, content: PlotContent) {
  const latest = useRef(content);
  const drawing = useRef<Drawing | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const structure = structureOf(content);
  // Before the drawing is made anew, so that it is made of what is shown now.
  useEffect(() => {
    if (latest.current === content) return;
    latest.current = content;
    drawing.current?.renew(content);
  }, [content]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another structure needs another drawing.
  useEffect(() => {
    const element = home.current;
    if (element === null) return;
    // The pointer tells every pixel; only another place is worth drawing anew.
    const tell = (next: Pointed | null) =>
      setPointed((known) => (known?.place === next?.place && known?.left === next?.left ? known : next));
    const made = new Drawing(element, sizeOf(element), () => latest.current, tell);
    drawing.current = made;
    const watcher = new ResizeObserver(() => made.resize(sizeOf(element)));
    watcher.observe(element);
    const unwatch = onThemeChange(() => made.recolour());
    return () => {
      watcher.disconnect();
      unwatch();
      made.destroy();
      element.replaceChildren();
      drawing.current = null;
    };
  }, [home, structure]);
  return { drawing, pointed };
}

interface PlotProps {
  /** What is plotted, for screen readers. */
  name: string;
  /** Keep it the same object as long as nothing has changed. */
  content: PlotContent;
}

export function Plot({ name, content }: PlotProps) {
  const home = useRef<HTMLDivElement>(null);
  const { drawing, pointed } = useDrawing(home, content);
  const last = content.places.length - 1;
  const place = Math.min(pointed?.place ?? last, last);
  return (
    <div className={css.plot} dir="ltr">
      <div className={css.canvas} ref={home} aria-hidden />
      <input
        className={css.cursor}
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={name}
        aria-valuetext={readAt(content, place)}
        onChange={(event) => drawing.current?.point(event.target.valueAsNumber)}
        onFocus={() => drawing.current?.point(place)}
        onBlur={() => drawing.current?.point(null)}
      />
      {pointed !== null && pointed.place <= last && (
        <Tip content={content} pointed={pointed} width={home.current?.clientWidth ?? 1} />
      )}
    </div>
  );
}

function readAt({ places, series, format }: PlotContent, place: number): string {
  const values = series.map(({ name, values }) => `${name} ${written(values[place], format)}`);
  return `${places[place] ?? ""}: ${values.join(", ")}`;
}

function written(value: number | null | undefined, format: PlotContent["format"]): string {
  return value === null || value === undefined ? "–" : format(value);
}

/** The values at the cursor; moves over with it, so that it never leaves the plot. */
function Tip({ content, pointed, width }: { content: PlotContent; pointed: Pointed; width: number }) {
  const over = (pointed.left / width) * 100;
  return (
    <div className={css.tip} style={{ left: pointed.left, translate: `-${over}%` }} aria-hidden>
      <strong>{content.places[pointed.place]}</strong>
      {content.series.map(({ name, colour, values, faint }) => (
        <span key={name} className={css.value}>
          <Swatch colour={colour} faint={faint} />
          <bdi>{name}</bdi>
          <b>{written(values[pointed.place], content.format)}</b>
        </span>
      ))}
    </div>
  );
}

/** The colour of a series, for beside its name. */
export function Swatch({ colour, faint = false }: { colour: string; faint?: boolean | undefined }) {
  return (
    <i
      className={css.swatch}
      style={{ background: `var(${colour})`, opacity: faint ? 0.45 : 1 }}
      aria-hidden
    />
  );
}
