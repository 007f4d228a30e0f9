import { Autocomplete } from "@base-ui/react/autocomplete";
import { type ReactNode, useId } from "react";
import { useSay } from "../text/text";
import field from "../ui/Field.module.css";
import css from "./SuggestField.module.css";

export interface Suggestion {
  /** What is put into the field. */
  readonly value: string;
  /** What it is called, and looked for by, besides its value. */
  readonly label: string;
  readonly detail?: string;
}

interface SuggestFieldProps {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly Suggestion[];
  placeholder?: string;
  disabled?: boolean;
}

/** Suggestions shown at once; the rest is found by typing. */
const MOST = 60;

function textOf(suggestion: Suggestion): string {
  return suggestion.value;
}

function describe(suggestion: Suggestion) {
  return (
    <Autocomplete.Item key={suggestion.value} value={suggestion} className={css.item}>
      <span>{suggestion.label}</span>
      {suggestion.detail && <span className={css.detail}>{suggestion.detail}</span>}
    </Autocomplete.Item>
  );
}

/** A line of text that suggests what it may be; anything else may be typed as well. */
export function SuggestField(props: SuggestFieldProps) {
  const say = useSay();
  const id = useId();
  const more = props.problem ?? props.hint;
  const { contains } = Autocomplete.useFilter();
  return (
    <div className={field.field}>
      <label className={field.name} htmlFor={id}>
        {props.label}
      </label>
      <Autocomplete.Root
        items={props.suggestions}
        value={props.value}
        onValueChange={props.onChange}
        itemToStringValue={textOf}
        filter={(item: Suggestion, query) => contains(`${item.value} ${item.label}`, query)}
        limit={MOST}
        openOnInputClick
        disabled={props.disabled ?? false}
      >
        <Autocomplete.Input
          id={id}
          className={field.input}
          placeholder={props.placeholder}
          aria-invalid={Boolean(props.problem)}
          aria-describedby={more ? `${id}-more` : undefined}
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={css.positioner} sideOffset={4} align="start">
            <Autocomplete.Popup className={css.popup}>
              <Autocomplete.Empty className={css.empty}>{say("settings-no-suggestion")}</Autocomplete.Empty>
              <Autocomplete.List aria-label={props.label} className={css.list}>
                {describe}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      {more && (
        <p id={`${id}-more`} className={props.problem ? field.problem : field.hint}>
          {more}
        </p>
      )}
    </div>
  );
}
