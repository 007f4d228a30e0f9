import { ChevronDown, ListFilter, X } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useFacets } from "../app/facets";
import { count } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import { classes } from "../ui/classes";
import type { Choice } from "./address";
import css from "./FilterBar.module.css";
import { titlesOf } from "./facets";
import { isFiltered, KINDS, type Kind, NO_FILTERS, withChosen } from "./filters";
import { SortField } from "./SortField";
import { TextFilter } from "./TextFilter";
import { chosenWords, type Titles } from "./words";

const FilterPopover = lazy(() => import("./FilterPopover"));
const FilterSheet = lazy(() => import("./FilterSheet"));

export interface FilterProps {
  choice: Choice;
  choose: (next: Choice) => void;
}

interface FilterBarProps extends FilterProps {
  phone: boolean;
  /** Tasks that fit, and all there are. */
  shown: number;
  all: number;
}

/** What the board shows, and how to change that. */
export function FilterBar({ phone, shown, all, ...props }: FilterBarProps) {
  const { choice, choose } = props;
  const say = useSay();
  const language = useLanguage();
  return (
    <search className={css.bar} aria-label={say("board-filters")}>
      <TextFilter
        text={choice.filters.text}
        onChange={(text) => choose({ ...choice, filters: { ...choice.filters, text } })}
      />
      {phone ? <SheetButton {...props} /> : <Kinds {...props} />}
      <span className={css.end}>
        {isFiltered(choice.filters) && (
          <>
            <Button look="plain" small onClick={() => choose({ ...choice, filters: NO_FILTERS })}>
              <X aria-hidden />
              {say("board-clear")}
            </Button>
            <span className={css.count} role="status">
              {say("board-of", { shown: count(shown, language), all: count(all, language) })}
            </span>
          </>
        )}
        {!phone && <SortField {...props} />}
      </span>
    </search>
  );
}

function Kinds({ choice, choose }: FilterProps) {
  const [open, setOpen] = useState<{ kind: Kind; anchor: Element } | null>(null);
  const facets = useFacets(choice.filters.chosen.chat.length > 0);
  const titles = useMemo(() => titlesOf(facets), [facets]);
  return (
    <>
      {KINDS.map((kind) => (
        <KindButton
          key={kind}
          kind={kind}
          choice={choice}
          choose={choose}
          titles={titles}
          open={open?.kind === kind}
          onOpen={(anchor) => setOpen({ kind, anchor })}
        />
      ))}
      <Suspense>
        {open && <FilterPopover {...open} choice={choice} choose={choose} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

interface KindButtonProps extends FilterProps {
  kind: Kind;
  titles: Titles;
  open: boolean;
  onOpen: (anchor: Element) => void;
}

function KindButton({ kind, titles, choice, choose, open, onOpen }: KindButtonProps) {
  const say = useSay();
  const { filters } = choice;
  const active = filters.chosen[kind].length > 0;
  return (
    <span className={classes(css.kind, active && css.active)}>
      <Button
        small
        className={css.opener}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <bdi className={css.words}>{chosenWords(kind, filters, say, titles)}</bdi>
        {!active && <ChevronDown aria-hidden />}
      </Button>
      {active && (
        <IconButton
          label={say("board-clear-kind", { kind: say(`board-filter-${kind}`) })}
          small
          onClick={() => choose({ ...choice, filters: withChosen(filters, kind, []) })}
        >
          <X aria-hidden />
        </IconButton>
      )}
    </span>
  );
}

function SheetButton(props: FilterProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { chosen } = props.choice.filters;
  const active = KINDS.filter((kind) => chosen[kind].length > 0).length;
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ListFilter aria-hidden />
        <span className="unseen">{say("board-filters")}</span>
        {active > 0 && <span className={css.badge}>{active}</span>}
      </Button>
      <Suspense>{open && <FilterSheet {...props} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
