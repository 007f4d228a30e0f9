import { ChevronDown } from "lucide-react";
import { useSay } from "../text/text";
import css from "./Legend.module.css";
import { KindName } from "./Marked";
import { KINDS } from "./pieces";

interface LegendProps {
  open: boolean;
  onToggle: (open: boolean) => void;
}

/** Says what the colours in the texts mean. */
export function Legend({ open, onToggle }: LegendProps) {
  const say = useSay();
  return (
    <details className={css.legend} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary className={css.title}>
        <ChevronDown aria-hidden />
        {say("messages-legend")}
      </summary>
      <ul className={css.kinds}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <KindName kind={kind} />
          </li>
        ))}
      </ul>
    </details>
  );
}
