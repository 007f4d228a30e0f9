import type { KeyboardEvent } from "react";
import type { TaskStatus } from "../api/schema";
import { STATUSES } from "../live/rules";
import { count } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { StatusDot } from "../ui/marks";
import type { Columns } from "./columns";
import css from "./Tabs.module.css";

interface TabsProps {
  columns: Columns;
  /** The column in sight. */
  current: TaskStatus;
}

/** Bring a column into sight; the tabs follow the scrolling. */
function showColumn(status: TaskStatus): void {
  document.getElementById(`column-${status}`)?.scrollIntoView({ inline: "start", block: "nearest" });
}

function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = tabs.findIndex((tab) => tab.matches(":focus"));
  const ends: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = tabs[ends[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.click();
}

/** The names of the columns, on a screen with room for one column only. */
export function Tabs({ columns, current }: TabsProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <div className={css.tabs} role="tablist" aria-label={say("board-statuses")} onKeyDown={onKeyDown}>
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          role="tab"
          id={`tab-${status}`}
          className={css.tab}
          aria-selected={status === current}
          aria-controls={`column-${status}`}
          tabIndex={status === current ? 0 : -1}
          onClick={() => showColumn(status)}
        >
          <span className={css.name}>
            <StatusDot status={status} />
            {say(`status-${status}`)}
          </span>
          <span className={css.count}>{count(columns[status].length, language)}</span>
        </button>
      ))}
    </div>
  );
}
