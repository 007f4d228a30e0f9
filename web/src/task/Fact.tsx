import type { ReactNode } from "react";
import css from "./Facts.module.css";

/** One fact with its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt className={css.name}>{name}</dt>
      <dd className={css.place}>{children}</dd>
    </div>
  );
}
