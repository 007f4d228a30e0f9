import { Check, ChevronDown, X } from "lucide-react";
import { useSearchParams } from "wouter";
import type { Message } from "../api/schema";
import { CATEGORIES } from "../live/rules";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import { ChipButton } from "./Chip";
import css from "./FilterBar.module.css";
import {
  CHOICES,
  type Choice,
  type Filters,
  filtersAtAll,
  MESSAGE_STATUSES,
  SOURCES,
  withFilter,
  withoutFilters,
} from "./filters";
import { useOpenMenu } from "./menus";
import { mostUsed } from "./options";
import { SearchField } from "./SearchField";

interface FilterBarProps {
  filters: Filters;
  /** The messages known so far, which the choices come from. */
  messages: readonly Message[];
  chatName: (chatId: string) => string;
}

type Value = readonly [value: string, text: string];

/** Return how to read what can be chosen for a filter, with the words for it. */
function useValues({ filters, messages, chatName }: FilterBarProps): (choice: Choice) => Value[] {
  const say = useSay();
  const lists: Record<Choice, () => Value[]> = {
    chat: () => mostUsed(messages, "chat_id", filters.chat).map((chat) => [chat, chatName(chat)]),
    author: () => mostUsed(messages, "author", filters.author).map((author) => [author, author]),
    category: () =>
      CATEGORIES.map((each) => [each, each === "other" ? say("messages-no-task") : say(`category-${each}`)]),
    status: () => MESSAGE_STATUSES.map((status) => [status, say(`messages-status-${status}`)]),
    source: () => SOURCES.map((source) => [source, say(`messages-source-${source}`)]),
  };
  return (choice) => lists[choice]();
}

function FilterChip({
  choice,
  values,
  value,
}: {
  choice: Choice;
  values: () => Value[];
  value: string | null;
}) {
  const say = useSay();
  const openMenu = useOpenMenu();
  const [, setSearch] = useSearchParams();
  const set = (next: string | null) =>
    setSearch((search) => withFilter(search, choice, next), { replace: true });
  const entry = (id: string, text: string, next: string | null) => ({
    id,
    text,
    icon: <Check aria-hidden style={{ visibility: next === value ? "visible" : "hidden" }} />,
    act: () => set(next),
  });
  const name = say(`messages-filter-${choice}`);
  const chosen = value === null ? undefined : values().find(([each]) => each === value)?.[1];
  const open = (anchor: Element) =>
    openMenu({
      anchor,
      title: name,
      entries: [
        entry("any", say("messages-any"), null),
        ...values().map(([each, text]) => entry(`is-${each}`, text, each)),
      ],
    });
  return (
    <ChipButton
      className={classes(css.chip, value !== null && css.set)}
      aria-haspopup="menu"
      onClick={(event) => open(event.currentTarget)}
    >
      {chosen === undefined ? (
        name
      ) : (
        <span className={css.value}>
          {name}: <bdi>{chosen}</bdi>
        </span>
      )}
      <ChevronDown aria-hidden />
    </ChipButton>
  );
}

/** Search and filters above the feed; they live in the address. */
export function FilterBar(props: FilterBarProps) {
  const say = useSay();
  const { filters } = props;
  const values = useValues(props);
  const [, setSearch] = useSearchParams();
  return (
    <search className={css.bar}>
      <SearchField
        text={filters.text}
        onText={(text) => setSearch((search) => withFilter(search, "q", text), { replace: true })}
      />
      <div className={css.chips}>
        {CHOICES.map((choice) => (
          <FilterChip key={choice} choice={choice} values={() => values(choice)} value={filters[choice]} />
        ))}
        {filtersAtAll(filters) && (
          <Button look="plain" small onClick={() => setSearch(withoutFilters, { replace: true })}>
            <X aria-hidden />
            {say("messages-clear")}
          </Button>
        )}
      </div>
    </search>
  );
}
