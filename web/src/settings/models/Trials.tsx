import type { Findings, Trial } from "../../api/schema";
import { count, percent } from "../../text/format";
import { useLanguage, useSay } from "../../text/text";
import { CategoryMark, PriorityMark } from "../../ui/marks";
import css from "./Models.module.css";

function Verdict({ findings }: { findings: Findings }) {
  const say = useSay();
  const language = useLanguage();
  const { is_actionable, category, priority, confidence } = findings.classification;
  return (
    <>
      <span>{is_actionable ? <bdi>{findings.summary.title}</bdi> : say("settings-no-task")}</span>
      <span className={css.marks}>
        {is_actionable && <CategoryMark category={category} />}
        {is_actionable && <PriorityMark priority={priority} />}
        <span>{say("settings-sure-by", { share: percent(confidence, language) })}</span>
      </span>
    </>
  );
}

/** What a model made of the samples. */
export function Trials({ trials }: { trials: readonly Trial[] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <table className={css.trials}>
      <caption className="unseen">{say("settings-trials")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("settings-trial-text")}</th>
          <th scope="col">{say("settings-trial-found")}</th>
          <th scope="col">{say("settings-trial-time")}</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((trial) => (
          <tr key={trial.text}>
            <th scope="row">
              <bdi>{trial.text}</bdi>
            </th>
            <td>
              {trial.findings ? (
                <Verdict findings={trial.findings} />
              ) : (
                <span className={css.error}>{trial.error}</span>
              )}
            </td>
            <td className={css.time}>
              {say("settings-milliseconds", { count: count(Math.round(trial.latency_ms), language) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
