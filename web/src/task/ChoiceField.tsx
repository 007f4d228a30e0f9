import { ChevronDown } from "lucide-react";
import { type ReactNode, type Ref, useState } from "react";
import { Menu } from "../ui/Menu";
import css from "./Facts.module.css";

interface ChoiceFieldProps<Value extends string> {
  name: string;
  value: Value;
  choices: readonly Value[];
  /** How a value looks. */
  mark: (value: Value) => ReactNode;
  /** What a value is called. */
  text: (value: Value) => string;
  onChoose: (value: Value) => void;
  disabled: boolean;
  /** The key that opens it. */
  shortcut?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A fact with few values, chosen from a menu; for those who may not write it is just said. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { name, value, choices, mark, text, onChoose, disabled, shortcut, ref } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  if (disabled) return <span className={css.value}>{mark(value)}</span>;
  const entries = choices.map((choice) => ({
    id: choice,
    text: text(choice),
    icon: mark(choice),
    ...(choice === value && { hint: "✓" }),
    act: () => choice !== value && onChoose(choice),
  }));
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={css.choice}
        aria-label={`${name}: ${text(value)}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        {...(shortcut && { "aria-keyshortcuts": shortcut })}
        onClick={(event) => {
          event.currentTarget.focus(); // opened by a key, too, it gets the focus back
          setAnchor(event.currentTarget);
        }}
      >
        {mark(value)}
        <ChevronDown aria-hidden />
      </button>
      <Menu anchor={anchor} onClose={() => setAnchor(null)} title={name} entries={entries} />
    </>
  );
}
