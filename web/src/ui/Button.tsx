import type { ComponentProps, ReactNode } from "react";
import css from "./Button.module.css";
import { classes } from "./classes";

interface Look {
  /** `main` is what most people come for, once on a screen; `plain` has no border. */
  look?: "main" | "plain" | "danger" | undefined;
  small?: boolean | undefined;
}

type ButtonProps = Look & ComponentProps<"button">;

/** Return the classes of something that looks like a button, such as a link. */
export function buttonClass({ look, small }: Look, icon = false): string {
  return classes(css.button, look && css[look], small && css.small, icon && css.icon);
}

export function Button({ look, small, className, type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classes(buttonClass({ look, small }), className)} />;
}

/** A button that shows a picture only; `label` is its name, also shown as its title. */
export function IconButton({
  label,
  look = "plain",
  small,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps & { label: string; children: ReactNode }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes(buttonClass({ look, small }, true), className)}
    >
      {children}
    </button>
  );
}
