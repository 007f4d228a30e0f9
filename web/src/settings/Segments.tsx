import { useId } from "react";
import css from "./Segments.module.css";

interface SegmentsProps<Name extends string> {
  label: string;
  /** Leave the label to screen readers. */
  bare?: boolean;
  options: readonly { readonly name: Name; readonly text: string }[];
  value: Name;
  onChange: (name: Name) => void;
}

/** One of a few, all in sight. */
export function Segments<Name extends string>({
  label,
  bare = false,
  options,
  value,
  onChange,
}: SegmentsProps<Name>) {
  const group = useId();
  return (
    <fieldset className={css.group}>
      <legend className={bare ? "unseen" : css.label}>{label}</legend>
      <div className={css.track}>
        {options.map(({ name, text }) => (
          <label key={name} className={css.option}>
            <input
              type="radio"
              className={css.radio}
              name={group}
              checked={name === value}
              onChange={() => onChange(name)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
