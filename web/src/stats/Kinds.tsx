/** What was made and completed of each category and each priority. */

import type { ReactNode } from "react";
import type { StatsHistory } from "../api/schema";
import { CATEGORIES, PRIORITIES } from "../live/rules";
import { count, percent } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { CategoryMark, PriorityMark } from "../ui/marks";
import { type BarRow, Bars } from "./Bars";
import { Figure } from "./Figure";

interface Kind {
  readonly key: string;
  readonly name: string;
  readonly mark: ReactNode;
  readonly created: number;
  readonly completed: number;
}

function summaryOf(kinds: readonly Kind[], say: Say, language: string): string {
  const all = kinds.reduce((sum, kind) => sum + kind.created, 0);
  const top = kinds.reduce<Kind | undefined>(
    (best, kind) => (kind.created > (best?.created ?? 0) ? kind : best),
    undefined,
  );
  if (top === undefined) return say("stats-kinds-none");
  return say("stats-kinds-summary", { kind: top.name, share: percent(top.created / all, language) });
}

function rowsOf(kinds: readonly Kind[], language: string): BarRow[] {
  const most = Math.max(1, ...kinds.flatMap((kind) => [kind.created, kind.completed]));
  const bar = (key: string, colour: string, value: number) => ({
    key,
    colour,
    share: value / most,
    text: count(value, language),
  });
  return kinds.map((kind) => ({
    key: kind.key,
    name: kind.mark,
    bars: [bar("created", "--open", kind.created), bar("completed", "--completed", kind.completed)],
  }));
}

function KindsFigure({ title, column, kinds }: { title: string; column: string; kinds: readonly Kind[] }) {
  const say = useSay();
  const language = useLanguage();
  const [created, completed] = [say("stats-created"), say("stats-completed")];
  const legend = [
    { name: created, colour: "--open" },
    { name: completed, colour: "--completed" },
  ];
  const table = {
    head: [column, created, completed],
    body: kinds.map((kind) => [kind.name, count(kind.created, language), count(kind.completed, language)]),
  };
  return (
    <Figure title={title} summary={summaryOf(kinds, say, language)} table={table} legend={legend}>
      <Bars rows={rowsOf(kinds, language)} />
    </Figure>
  );
}

/** Return what the server counted of a kind; kinds it left out had nothing. */
function numbersOf<Entry extends { created: number; completed: number }>(entry: Entry | undefined) {
  return { created: entry?.created ?? 0, completed: entry?.completed ?? 0 };
}

export function Kinds({ history }: { history: StatsHistory }) {
  const say = useSay();
  const categories = CATEGORIES.map((category) => ({
    key: category,
    name: say(`category-${category}`),
    mark: <CategoryMark category={category} />,
    ...numbersOf(history.by_category.find((entry) => entry.category === category)),
  }));
  const priorities = PRIORITIES.map((priority) => ({
    key: priority,
    name: say(`priority-${priority}`),
    mark: <PriorityMark priority={priority} />,
    ...numbersOf(history.by_priority.find((entry) => entry.priority === priority)),
  }));
  return (
    <>
      <KindsFigure title={say("stats-categories")} column={say("stats-category")} kinds={categories} />
      <KindsFigure title={say("stats-priorities")} column={say("stats-priority")} kinds={priorities} />
    </>
  );
}
