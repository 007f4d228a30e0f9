import { useId, useMemo, useState } from "react";
import { useFacets } from "../app/facets";
import { useLive } from "../live/use";
import { count } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { useZone } from "../text/zone";
import { useNow } from "../ui/now";
import type { FilterProps } from "./FilterBar";
import css from "./FilterOptions.module.css";
import { titlesOf, withFacets } from "./facets";
import { type Kind, type Option, optionsOf, toggled, withOptions } from "./filters";
import { nameOf, type Titles } from "./words";

/** From how many options on they can be searched. */
const MANY = 9;

/** Options drawn at once; the others are found by typing. */
const MOST = 100;

interface Offered {
  options: Option[];
  titles: Titles;
}

function useOffered(kind: Kind, chosen: readonly string[]): Offered {
  const tasks = useLive((state) => state.tasks);
  const now = useNow();
  const zone = useZone();
  const facets = useFacets(true);
  return useMemo(() => {
    const known = withFacets(optionsOf(kind, tasks.values(), now, zone), kind, facets);
    const gone = chosen.map((value) => ({ value, tasks: 0 }));
    return { options: withOptions(known, gone), titles: titlesOf(facets) };
  }, [kind, tasks, chosen, now, zone, facets]);
}

/** The values of one kind, to be ticked. */
export function FilterOptions({ kind, choice, choose }: FilterProps & { kind: Kind }) {
  const say = useSay();
  const language = useLanguage();
  const title = useId();
  const [text, setText] = useState("");
  const chosen = choice.filters.chosen[kind];
  const { options, titles } = useOffered(kind, chosen);
  const name = say(`board-filter-${kind}`);
  const fitting = options.filter(({ value }) =>
    nameOf(kind, value, say, titles).toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <fieldset className={css.options} aria-labelledby={title}>
      <legend id={title} className={css.title}>
        {name}
      </legend>
      {options.length >= MANY && (
        <input
          type="search"
          className={css.find}
          aria-label={say("board-find-option", { kind: name })}
          placeholder={say("search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className={css.list}>
        {fitting.slice(0, MOST).map(({ value, tasks }) => (
          <label key={value} className={css.option}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => choose({ ...choice, filters: toggled(choice.filters, kind, value) })}
            />
            <bdi className={css.name}>{nameOf(kind, value, say, titles)}</bdi>
            <span className={css.count}>{count(tasks, language)}</span>
          </label>
        ))}
        {fitting.length === 0 && <p className={css.none}>{say("board-no-option")}</p>}
      </div>
    </fieldset>
  );
}
