import { useState } from "react";
import type { TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import { usePhone } from "../ui/media";
import { useNow } from "../ui/now";
import css from "./Board.module.css";
import { ColumnRow } from "./ColumnRow";
import { FilterBar } from "./FilterBar";
import { Tabs } from "./Tabs";
import { useChoice } from "./useChoice";
import { useColumns } from "./useColumns";

/** All cards in their columns, and what chooses among them. */
export function Board() {
  const now = useNow();
  const phone = usePhone();
  const [choice, choose] = useChoice();
  const tasks = useColumns(choice, now);
  const [inSight, setInSight] = useState<TaskStatus>("open");
  const shown = STATUSES.reduce((sum, status) => sum + tasks.columns[status].length, 0);
  const all = STATUSES.reduce((sum, status) => sum + tasks.totals[status], 0);
  return (
    <div className={css.board}>
      <FilterBar choice={choice} choose={choose} phone={phone} shown={shown} all={all} />
      {phone && <Tabs columns={tasks.columns} current={inSight} />}
      <ColumnRow {...tasks} filters={choice.filters} now={now} phone={phone} onSight={setInSight} />
    </div>
  );
}
