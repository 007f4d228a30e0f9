import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import css from "./Menu.module.css";

export interface MenuEntry {
  /** Unique in the menu. */
  id: string;
  text: string;
  icon?: ReactNode;
  /** A shortcut, shown at the end. */
  hint?: string;
  disabled?: boolean;
  act: () => void;
}

interface MenuProps {
  /** What the menu hangs on; null: it is closed. One menu serves thousands of cards this way. */
  anchor: Element | null;
  onClose: () => void;
  title: string;
  entries: readonly MenuEntry[];
}

/** A list of actions that opens at an element. Arrows, letters, Enter and Escape work; focus goes back. */
export function Menu({ anchor, onClose, title, entries }: MenuProps) {
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner
          className={css.positioner}
          anchor={anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup
            className={css.popup}
            aria-label={title}
            finalFocus={{ current: anchor as HTMLElement | null }}
          >
            <Base.Group>
              <Base.GroupLabel className={css.label}>{title}</Base.GroupLabel>
              {entries.map((entry) => (
                <Base.Item
                  key={entry.id}
                  className={css.item}
                  disabled={entry.disabled ?? false}
                  onClick={entry.act}
                >
                  {entry.icon}
                  <span>{entry.text}</span>
                  {entry.hint && <kbd className={css.hint}>{entry.hint}</kbd>}
                </Base.Item>
              ))}
            </Base.Group>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
