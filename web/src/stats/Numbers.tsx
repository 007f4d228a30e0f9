/** Numbers as a table: what plots show, for those who read numbers better. */

import css from "./Numbers.module.css";

export interface Rows {
  /** The columns' names; the first names the rows. */
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
}

export function Numbers({ name, rows }: { name: string; rows: Rows }) {
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
