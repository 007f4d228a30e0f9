import { type ReactNode, useId } from "react";
import { classes } from "../ui/classes";
import css from "./Panel.module.css";

interface PanelProps {
  title: string;
  /** What it is about, in a sentence. */
  hint?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** Lists reach from edge to edge. */
  flush?: boolean;
  children: ReactNode;
}

/** A section of the settings. */
export function Panel({ title, hint, actions, flush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={css.panel} aria-labelledby={id}>
      <header className={css.head}>
        <div className={css.about}>
          <h3 id={id}>{title}</h3>
          {hint && <p className={css.hint}>{hint}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      <div className={classes(css.body, flush && css.flush)}>{children}</div>
    </section>
  );
}

/** Says why nothing can be changed here. */
export function Notice({ children }: { children: ReactNode }) {
  return <p className={css.notice}>{children}</p>;
}
