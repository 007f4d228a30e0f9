/** How long it took from making a task to completing it. */

import type { TimeToDone } from "../api/schema";
import { useLanguage, useSay } from "../text/text";
import { Bars } from "./Bars";
import { Figure } from "./Figure";
import { duration } from "./words";

export function Done({ time }: { time: TimeToDone }) {
  const say = useSay();
  const language = useLanguage();
  const title = say("stats-done");
  const known = [
    { key: "half", name: say("stats-done-half"), seconds: time.p50_s ?? 0, faint: false },
    { key: "most", name: say("stats-done-most"), seconds: time.p90_s ?? 0, faint: true },
  ].map((each) => ({ ...each, text: duration(each.seconds, language) }));
  const [half, most] = known.map((each) => each.text);
  const longest = Math.max(...known.map((each) => each.seconds), Number.MIN_VALUE);
  const rows = known.map(({ key, name, seconds, text, faint }) => ({
    key,
    name,
    bars: [{ key, colour: "--completed", share: seconds / longest, text, faint }],
  }));
  const table = { head: [say("stats-tasks"), title], body: known.map(({ name, text }) => [name, text]) };
  const none = time.count === 0;
  const summary = none
    ? say("stats-done-none")
    : say("stats-done-summary", { done: time.count, half: half ?? "", most: most ?? "" });
  return (
    <Figure title={title} summary={summary} table={none ? { head: table.head, body: [] } : table}>
      {!none && <Bars rows={rows} />}
    </Figure>
  );
}
