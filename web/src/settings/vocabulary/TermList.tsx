import { BookA } from "lucide-react";
import { useState } from "react";
import type { StoredTerm, TermKind } from "../../api/schema";
import { useSay } from "../../text/text";
import { Empty } from "../../ui/States";
import { FilterField } from "../FilterField";
import { Segments } from "../Segments";
import { TermRow } from "./TermRow";
import css from "./Terms.module.css";
import { findTerms, KINDS } from "./terms";

type Shown = TermKind | "all";

/** All terms, to filter, change and delete. */
export function TermList({ terms }: { terms: readonly StoredTerm[] }) {
  const say = useSay();
  const [kind, setKind] = useState<Shown>("all");
  const [query, setQuery] = useState("");
  if (terms.length === 0) {
    return (
      <Empty icon={BookA} title={say("settings-no-terms")}>
        {say("settings-no-terms-more")}
      </Empty>
    );
  }
  const kinds: readonly Shown[] = ["all", ...KINDS];
  const found = findTerms(terms, kind, query);
  return (
    <>
      <div className={css.filter}>
        <FilterField label={say("settings-filter-terms")} value={query} onChange={setQuery} />
        <Segments
          bare
          label={say("settings-kind")}
          options={kinds.map((name) => ({
            name,
            text: `${say(`settings-kinds-${name}`)} ${findTerms(terms, name, query).length}`,
          }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      {found.length === 0 && <p className={css.none}>{say("settings-none-found")}</p>}
      <ul className={css.list}>
        {found.map((term) => (
          <TermRow key={term.id} term={term} />
        ))}
      </ul>
    </>
  );
}
