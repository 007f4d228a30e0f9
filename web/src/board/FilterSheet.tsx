import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { FilterProps } from "./FilterBar";
import { FilterOptions } from "./FilterOptions";
import css from "./FilterOptions.module.css";
import { SortField } from "./SortField";
import { offeredKinds } from "./words";

/** All filters and the order, for screens with no room for them. */
export default function FilterSheet({ onClose, ...props }: FilterProps & { onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog open onClose={onClose} title={say("board-filters")}>
      <div className={css.sheet}>
        <SortField {...props} />
        {offeredKinds(props.choice.filters).map((kind) => (
          <FilterOptions key={kind} kind={kind} {...props} />
        ))}
        <Button look="main" onClick={onClose}>
          {say("board-show")}
        </Button>
      </div>
    </Dialog>
  );
}
