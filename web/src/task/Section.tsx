import { type ReactNode, useId } from "react";
import css from "./Section.module.css";

interface SectionProps {
  title: string;
  /** How many things are in it, shown after the title. */
  count?: ReactNode;
  /** A button at its end. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of a task with its heading. */
export function Section({ title, count, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h3 id={id} className={css.title}>
          {title}
        </h3>
        {count !== undefined && <span className={css.count}>{count}</span>}
        <div className={css.action}>{action}</div>
      </div>
      {children}
    </section>
  );
}
