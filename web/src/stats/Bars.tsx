/** Bars that lie beside their names; every value is also written. */

import type { ReactNode } from "react";
import css from "./Bars.module.css";

export interface Bar {
  readonly key: string;
  readonly colour: string;
  /** From 0 to 1: how long it is. */
  readonly share: number;
  /** The value in words. */
  readonly text: string;
  readonly faint?: boolean;
}

export interface BarRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly bars: readonly Bar[];
}

export function Bars({ rows }: { rows: readonly BarRow[] }) {
  return (
    <ul className={css.rows}>
      {rows.map(({ key, name, bars }) => (
        <li key={key} className={css.row}>
          <span className={css.name}>{name}</span>
          <span className={css.bars}>
            {bars.map((bar) => (
              <span key={bar.key} className={css.line}>
                <span
                  className={css.bar}
                  style={{
                    inlineSize: `${bar.share * 100}%`,
                    background: `var(${bar.colour})`,
                    opacity: bar.faint ? 0.4 : 1,
                  }}
                />
                <span className={css.text}>{bar.text}</span>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
