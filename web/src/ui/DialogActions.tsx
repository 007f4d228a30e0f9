import type { ReactNode } from "react";
import css from "./Dialog.module.css";

/** The buttons at the end of a dialog; what most people want comes last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
