import {
  type ComponentProps,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import css from "./Field.module.css";

interface Frame {
  label: string;
  hint?: ReactNode;
  /** Why the value can't be taken. */
  problem?: string | undefined;
}

interface Wiring {
  id: string;
  className: string | undefined;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

function Framed({ label, hint, problem, children }: Frame & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = hint || problem ? `${id}-more` : undefined;
  return (
    <div className={css.field}>
      <label className={css.name} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: css.input,
        "aria-invalid": Boolean(problem),
        "aria-describedby": described,
      })}
      {described && (
        <p id={described} className={problem ? css.problem : css.hint}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

/** A line of text with its name, a hint, and what is wrong with it. */
export function TextField({ label, hint, problem, ...rest }: Frame & ComponentProps<"input">) {
  return (
    <Framed label={label} hint={hint} problem={problem}>
      {(wiring) => <input {...rest} {...wiring} />}
    </Framed>
  );
}

export function TextArea({
  label,
  hint,
  problem,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Framed label={label} hint={hint} problem={problem}>
      {(wiring) => <textarea dir="auto" {...rest} {...wiring} />}
    </Framed>
  );
}

/** A choice of a few; the options are the children. */
export function SelectField({
  label,
  hint,
  problem,
  ...rest
}: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Framed label={label} hint={hint} problem={problem}>
      {(wiring) => <select {...rest} {...wiring} />}
    </Framed>
  );
}
