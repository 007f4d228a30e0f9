import { Search } from "lucide-react";
import field from "../ui/Field.module.css";
import css from "./FilterField.module.css";

interface FilterFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A line that narrows a list down while one types. */
export function FilterField({ label, value, onChange }: FilterFieldProps) {
  return (
    <label className={css.search}>
      <Search aria-hidden />
      <span className="unseen">{label}</span>
      <input
        type="search"
        className={field.input}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
