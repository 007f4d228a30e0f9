import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "../ui/classes";
import css from "./Chip.module.css";

/** A small sign that can be pressed to change what it says. */
export function ChipButton({ className, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button {...rest} type="button" className={classes(css.chip, css.button, className)}>
      {children}
    </button>
  );
}

/** The same sign for those who may only look. */
export function Chip({ children }: { children: ReactNode }) {
  return <span className={css.chip}>{children}</span>;
}
