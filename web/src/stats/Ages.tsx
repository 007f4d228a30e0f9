/** How long the unfinished tasks have been waiting. */

import { useMemo } from "react";
import type { AgeClass } from "../api/schema";
import { count } from "../text/format";
import { type Say, useLanguage, useSay } from "../text/text";
import { Plot } from "../ui/Plot";
import { Figure } from "./Figure";
import { compact } from "./words";

/** From so many days on a task counts as old. */
const OLD_DAYS = 30;

function nameOf({ label_days_from: from, label_days_to: to }: AgeClass, say: Say): string {
  if (to === null || to === undefined) return say("stats-age-over", { from });
  return from === 0 ? say("stats-age-under", { to }) : say("stats-age-between", { from, to });
}

function summaryOf(ages: readonly AgeClass[], say: Say): string {
  const all = ages.reduce((sum, each) => sum + each.tasks, 0);
  const old = ages.filter((each) => each.label_days_from >= OLD_DAYS);
  if (all === 0) return say("stats-ages-none");
  return say("stats-ages-summary", { all, old: old.reduce((sum, each) => sum + each.tasks, 0) });
}

export function Ages({ ages }: { ages: readonly AgeClass[] }) {
  const say = useSay();
  const language = useLanguage();
  const title = say("stats-ages");
  const content = useMemo(() => {
    const places = ages.map((each) => nameOf(each, say));
    const values = ages.map((each) => each.tasks);
    const series = [{ name: say("stats-tasks"), colour: "--accent", shape: "bars", values } as const];
    const format = (value: number, short = false) =>
      short ? compact(value, language) : count(value, language);
    return { places, ticks: places, series, format };
  }, [ages, say, language]);
  const table = {
    head: [say("stats-age"), say("stats-tasks")],
    body: content.places.map((place, at) => [place, count(ages[at]?.tasks ?? 0, language)]),
  };
  return (
    <Figure title={title} summary={summaryOf(ages, say)} table={table}>
      <Plot name={title} content={content} />
    </Figure>
  );
}
