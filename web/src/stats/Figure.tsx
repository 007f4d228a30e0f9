/** One plot with its title, what it says in a sentence, and its numbers as a table. */

import { Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { Swatch } from "../ui/Plot";
import css from "./Figure.module.css";

export interface Rows {
  /** The columns' names; the first names the rows. */
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
}

interface FigureProps {
  title: string;
  summary: string;
  table: Rows;
  legend?: readonly { name: string; colour: string; faint?: boolean }[];
  wide?: boolean;
  children: ReactNode;
}

export function Figure({ title, summary, table, legend = [], wide = false, children }: FigureProps) {
  const say = useSay();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes(css.figure, wide && css.wide)} aria-labelledby={id}>
      <figcaption className={css.head}>
        <h2 id={id}>{title}</h2>
        <p className={css.summary}>{summary}</p>
      </figcaption>
      <Button
        small
        look="plain"
        className={css.toggle}
        aria-pressed={asTable}
        aria-label={say("stats-table-of", { title })}
        onClick={() => setAsTable(!asTable)}
      >
        <Table2 aria-hidden />
        {say("stats-table")}
      </Button>
      {!asTable && legend.length > 1 && <Legend entries={legend} />}
      <div className={css.body}>{asTable ? <Numbers name={title} rows={table} /> : children}</div>
    </figure>
  );
}

function Legend({ entries }: { entries: NonNullable<FigureProps["legend"]> }) {
  return (
    <ul className={css.legend}>
      {entries.map(({ name, colour, faint }) => (
        <li key={name}>
          <Swatch colour={colour} faint={faint} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ name, rows }: { name: string; rows: Rows }) {
  const [first, ...others] = rows.head;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys to be scrolled.
    <section className={css.scroll} aria-label={name} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.body.map(([row, ...cells]) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {cells.map((cell, place) => (
                <td key={others[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
