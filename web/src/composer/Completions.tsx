import { useSay } from "../text/text";
import { Avatar } from "../ui/marks";
import css from "./Completions.module.css";
import type { Completion } from "./useCompletion";

/** Return the id of an option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The names that could be meant at the caret; the focus stays in the field. */
export function Completions({ completion }: { completion: Completion }) {
  const say = useSay();
  const { listId, names, active, token, choose, setActive } = completion;
  if (token === null || names.length === 0) return null;
  const title = token.sign === "@" ? say("compose-people") : say("compose-labels");
  return (
    <div className={css.list} role="listbox" id={listId} aria-label={title}>
      {names.map((name, index) => (
        // The keys go to the field, which handles them for the list.
        // biome-ignore lint/a11y/useKeyWithClickEvents: as said above
        <div
          key={name}
          id={optionId(listId, index)}
          className={css.option}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => setActive(index)}
          onClick={() => choose(name)}
        >
          {token.sign === "@" ? <Avatar name={name} /> : <span className={css.sign}>#</span>}
          <bdi>{name}</bdi>
        </div>
      ))}
    </div>
  );
}
