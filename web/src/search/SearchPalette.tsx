import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { useState } from "react";
import { useSay } from "../text/text";
import { Dialog } from "../ui/Dialog";
import { Failed } from "../ui/States";
import { EntryLine } from "./EntryLine";
import css from "./SearchPalette.module.css";
import { type Entry, type EntryGroup, useEntries } from "./useEntries";
import { type Found, useSearch } from "./useSearch";

/** What there is to say about the search as a whole. */
function Note({ text, found }: { text: string; found: Found }) {
  const say = useSay();
  if (found.error) return <Failed error={found.error} retry={found.retry} />;
  if (text.trim() === "") return null;
  if (found.pending && !found.result) return <p className={css.note}>{say("searching")}</p>;
  const hits = found.result?.hits.length ?? 0;
  const nothing = hits === 0 && !found.pending && say("nothing-found");
  const words = found.result?.meaning === false && say("words-only");
  if (nothing || words) return <p className={css.note}>{[nothing, words].filter(Boolean).join(" ")}</p>;
  return <p className="unseen">{found.pending ? "" : say("hits", { count: hits })}</p>;
}

function Lines({ onPick }: { onPick: (entry: Entry) => void }) {
  const say = useSay();
  return (
    <Autocomplete.List className={css.list} aria-label={say("palette-results")}>
      {(group: EntryGroup) => (
        <Autocomplete.Group key={group.value} items={group.items} className={css.group}>
          <Autocomplete.GroupLabel className={css.label}>{say(group.value)}</Autocomplete.GroupLabel>
          <Autocomplete.Collection>
            {(entry: Entry) => (
              <Autocomplete.Item
                key={entry.id}
                value={entry}
                className={css.item}
                onClick={() => onPick(entry)}
              >
                <EntryLine entry={entry} />
              </Autocomplete.Item>
            )}
          </Autocomplete.Collection>
        </Autocomplete.Group>
      )}
    </Autocomplete.List>
  );
}

/** Finds tasks and messages, and does what a menu would: arrows choose, Enter opens. */
export default function SearchPalette({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const [text, setText] = useState("");
  const found = useSearch(text);
  const groups = useEntries(text, found, setText);
  const pick = (entry: Entry) => {
    if (entry.kind !== "search") onClose();
    entry.act();
  };
  return (
    <Dialog open onClose={onClose} title={say("search")} bare wide>
      <Autocomplete.Root
        inline
        open
        mode="none"
        autoHighlight="always"
        items={groups}
        value={text}
        // Picking a line would fill the field with it; picking does what the line says instead.
        onValueChange={(next, { reason }) => reason === "item-press" || setText(next)}
        itemToStringValue={(entry: Entry) => entry.id}
      >
        <div className={css.head}>
          <Search aria-hidden />
          <Autocomplete.Input
            className={css.field}
            aria-label={say("search")}
            placeholder={say("palette-placeholder")}
            maxLength={500}
            enterKeyHint="go"
          />
          <kbd className={css.key}>Esc</kbd>
        </div>
        <div className={css.body}>
          <div role="status">
            <Note text={text} found={found} />
          </div>
          <Lines onPick={pick} />
        </div>
      </Autocomplete.Root>
      <p className={css.foot} aria-hidden>
        {say("palette-hint")}
      </p>
    </Dialog>
  );
}
