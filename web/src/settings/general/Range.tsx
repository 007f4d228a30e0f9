import { useId } from "react";
import { percent } from "../../text/format";
import { useLanguage } from "../../text/text";
import css from "./Range.module.css";

interface RangeProps {
  label: string;
  /** The value in words, said with its number. */
  words: string;
  value: number;
  min?: number;
  max?: number;
  disabled?: boolean;
  problem?: string | undefined;
  onChange: (value: number) => void;
}

/** A share between 0 and 1 on a slider, in steps of a hundredth. */
export function Range({ label, words, value, min = 0, max = 1, disabled, problem, onChange }: RangeProps) {
  const id = useId();
  const language = useLanguage();
  const number = percent(value, language);
  return (
    <div className={css.range}>
      <div className={css.line}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className={css.value}>
          {number}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={css.input}
        min={Math.round(min * 100)}
        max={Math.round(max * 100)}
        value={Math.round(value * 100)}
        disabled={disabled}
        aria-valuetext={`${number}, ${words}`}
        aria-invalid={Boolean(problem)}
        aria-describedby={`${id}-more`}
        onChange={(event) => onChange(event.target.valueAsNumber / 100)}
      />
      <p id={`${id}-more`} className={problem ? css.problem : css.words}>
        {problem ?? words}
      </p>
    </div>
  );
}
