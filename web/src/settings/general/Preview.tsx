import { useLive } from "../../live/use";
import { percent } from "../../text/format";
import { useLanguage, useSay } from "../../text/text";
import { countOutcomes, type Limits, type Outcome } from "./limits";
import css from "./Preview.module.css";

const ZONES: readonly Outcome[] = ["nothing", "proposal", "task"];

function useOutcomes(limits: Limits) {
  const messages = useLive((state) => state.live.messages);
  const analyses = [...messages.values()].flatMap(({ analysis }) => (analysis ? [analysis] : []));
  return { outcomes: countOutcomes(analyses, limits), read: analyses.length };
}

/** Shows what the limits mean: on a scale, and for the messages that came last. */
export function Preview({ limits }: { limits: Limits }) {
  const say = useSay();
  const language = useLanguage();
  const { outcomes, read } = useOutcomes(limits);
  const widths = { nothing: limits.proposal, proposal: limits.task - limits.proposal, task: 1 - limits.task };
  return (
    <div className={css.preview}>
      <div className={css.scale} aria-hidden>
        {ZONES.map((zone) => (
          <span key={zone} className={css[zone]} style={{ flexGrow: widths[zone] }} />
        ))}
      </div>
      <ul className={css.legend}>
        {ZONES.map((zone) => (
          <li key={zone}>
            <span className={css[zone]} aria-hidden />
            {say(`settings-zone-${zone}`, {
              task: percent(limits.task, language),
              proposal: percent(limits.proposal, language),
            })}
          </li>
        ))}
      </ul>
      <p className={css.sample} role="status">
        {read === 0
          ? say("settings-preview-none")
          : say("settings-preview", {
              read,
              tasks: outcomes.task,
              proposals: outcomes.proposal,
              nothing: outcomes.nothing,
            })}
      </p>
    </div>
  );
}
