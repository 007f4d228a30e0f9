import { ArrowUpDown } from "lucide-react";
import { useSay } from "../text/text";
import type { FilterProps } from "./FilterBar";
import css from "./FilterBar.module.css";
import { SORTS } from "./sorting";

/** In which order the cards stand. */
export function SortField({ choice, choose }: FilterProps) {
  const say = useSay();
  return (
    <label className={css.sort}>
      <ArrowUpDown aria-hidden />
      <span className={css.sortName}>{say("board-sort")}</span>
      <select
        value={choice.sort}
        onChange={(event) => {
          const sort = SORTS.find((each) => each === event.target.value);
          if (sort !== undefined) choose({ ...choice, sort });
        }}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {say(`board-sort-${sort}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
