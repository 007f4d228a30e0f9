import { BarChart3 } from "lucide-react";
import { Link } from "wouter";
import type { Stats, StatsHistory } from "../api/schema";
import { useSay } from "../text/text";
import { Empty, Failed, Loading } from "../ui/States";
import { Ages } from "./Ages";
import { DayPlots } from "./DayPlots";
import { RANGES, type Range, useCounts, useFreshFigures, useHistory, useRange } from "./data";
import { Headline } from "./Headline";
import css from "./StatsView.module.css";

function Ranges({ current }: { current: Range }) {
  const say = useSay();
  return (
    <nav className={css.ranges} aria-label={say("stats-range")}>
      {RANGES.map((days) => (
        <Link
          key={days}
          href={`/stats?days=${days}`}
          replace
          aria-current={days === current ? "true" : undefined}
        >
          {say("stats-days", { days })}
        </Link>
      ))}
    </nav>
  );
}

/** Whether there is nothing at all that figures could be about. */
function isBlank(counts: Stats): boolean {
  return counts.total_tasks === 0 && counts.total_messages === 0;
}

function Nothing() {
  const say = useSay();
  return (
    <Empty icon={BarChart3} title={say("stats-empty")}>
      <p>{say("stats-empty-how")}</p>
    </Empty>
  );
}

interface FiguresProps {
  range: Range;
  counts: Stats;
  history: StatsHistory;
  recent: StatsHistory;
}

function Figures({ range, counts, history, recent }: FiguresProps) {
  return (
    <div className={css.view}>
      <Ranges current={range} />
      <Headline counts={counts} history={history} recent={recent} />
      <div className={css.grid}>
        <DayPlots history={history} />
        <Ages ages={history.ages} />
      </div>
    </div>
  );
}

export default function StatsView() {
  useFreshFigures();
  const range = useRange();
  const counts = useCounts();
  const history = useHistory(range);
  const recent = useHistory(Math.max(range, 14));
  const failed = [counts, history, recent].find((query) => query.data === undefined && query.isError);
  if (failed !== undefined) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (counts.data === undefined || history.data === undefined || recent.data === undefined)
    return <Loading />;
  if (isBlank(counts.data)) return <Nothing />;
  return <Figures range={range} counts={counts.data} history={history.data} recent={recent.data} />;
}
