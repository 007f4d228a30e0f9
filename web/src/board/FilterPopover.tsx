import { Popover } from "@base-ui/react/popover";
import { useSay } from "../text/text";
import type { FilterProps } from "./FilterBar";
import { FilterOptions } from "./FilterOptions";
import css from "./FilterOptions.module.css";
import type { Kind } from "./filters";

interface FilterPopoverProps extends FilterProps {
  kind: Kind;
  /** The button it hangs on. */
  anchor: Element;
  onClose: () => void;
}

/** The values of a kind in a window that hangs on its button. */
export default function FilterPopover({ kind, anchor, onClose, ...props }: FilterPopoverProps) {
  const say = useSay();
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          className={css.positioner}
          anchor={anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Popover.Popup
            className={css.popup}
            aria-label={say(`board-filter-${kind}`)}
            finalFocus={{ current: anchor as HTMLElement }}
          >
            <FilterOptions key={kind} kind={kind} {...props} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
