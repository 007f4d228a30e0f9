/** One plot with its title, what it says in a sentence, and its numbers as a table. */

import { Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { Swatch } from "../ui/Plot";
import css from "./Figure.module.css";
import { Numbers, type Rows } from "./Numbers";

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
        {!asTable && legend.length > 1 && <Legend entries={legend} />}
      </figcaption>
      <Button
        small
        look="plain"
        className={css.toggle}
        aria-pressed={asTable}
        aria-describedby={id}
        onClick={() => setAsTable(!asTable)}
      >
        <Table2 aria-hidden />
        {say("stats-table")}
      </Button>
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
