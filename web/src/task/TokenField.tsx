import { Combobox } from "@base-ui/react/combobox";
import { Check, X } from "lucide-react";
import { type Ref, useState } from "react";
import { store } from "../live/store";
import { useSay } from "../text/text";
import { Avatar } from "../ui/marks";
import { cleaned, knownNames, offers } from "./names";
import css from "./TokenField.module.css";

/** As the server allows. */
const MAX_NAMES = 50;
const MAX_NAME_CHARS = 512;

interface TokenFieldProps {
  field: "assignees" | "labels";
  /** The field's name. */
  name: string;
  value: readonly string[];
  onChange: (names: string[]) => void;
  /** The key that leads here. */
  shortcut: string;
  ref?: Ref<HTMLInputElement>;
}

/** Names as chips, with a field that offers those of other tasks and takes new ones. */
export function TokenField({ field, name, value, onChange, shortcut, ref }: TokenFieldProps) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<string[]>([]);
  const choose = (names: string[]) => {
    setTyped("");
    onChange(names.slice(0, MAX_NAMES));
  };
  return (
    <Combobox.Root
      multiple
      autoHighlight
      items={offers(known, value, typed)}
      filter={(item: string, query, toText) =>
        (toText?.(item) ?? item).toLocaleLowerCase().includes(cleaned(query).toLocaleLowerCase())
      }
      value={[...value]}
      onValueChange={choose}
      inputValue={typed}
      onInputValueChange={setTyped}
      onOpenChange={(open) => open && setKnown(knownNames(store.getState().tasks.values(), field))}
    >
      <Combobox.Chips className={css.chips} aria-label={name}>
        {value.map((each) => (
          <Token key={each} name={each} person={field === "assignees"} />
        ))}
        <Combobox.Input
          ref={ref}
          className={css.input}
          aria-label={say(`task-add-${field}`)}
          aria-keyshortcuts={shortcut}
          placeholder={say(`task-add-${field}`)}
          maxLength={MAX_NAME_CHARS}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.currentTarget.ariaExpanded === "true") return;
            // Base UI would take all names away; leaving the field is what the key means elsewhere.
            event.preventBaseUIHandler();
            event.currentTarget.blur();
          }}
        />
      </Combobox.Chips>
      <Offers known={known} chosen={value} />
    </Combobox.Root>
  );
}

function Token({ name, person }: { name: string; person: boolean }) {
  const say = useSay();
  return (
    <Combobox.Chip className={css.chip} aria-label={name}>
      {person && (
        <span aria-hidden className={css.sign}>
          <Avatar name={name} />
        </span>
      )}
      <bdi className={css.text}>{name}</bdi>
      <Combobox.ChipRemove className={css.remove} aria-label={say("task-remove-name", { name })}>
        <X aria-hidden />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  );
}

function Offers({ known, chosen }: { known: readonly string[]; chosen: readonly string[] }) {
  const say = useSay();
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={css.positioner} sideOffset={4} collisionPadding={8} align="start">
        <Combobox.Popup className={css.popup}>
          <Combobox.Empty className={css.empty}>{say("task-names-empty")}</Combobox.Empty>
          <Combobox.List>
            {(item: string) => (
              <Combobox.Item key={item} value={item} className={css.item}>
                <span className={css.tick}>
                  <Combobox.ItemIndicator>
                    <Check aria-hidden />
                  </Combobox.ItemIndicator>
                </span>
                {known.includes(item) || chosen.includes(item) ? (
                  <bdi>{item}</bdi>
                ) : (
                  say("task-add-name", { name: item })
                )}
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
