import type { HistoryEntry } from "../api/schema";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Avatar } from "../ui/marks";
import { ChangeLine } from "./ChangeLine";
import css from "./History.module.css";
import { grouped, type Step, stepsOf } from "./history";
import { Section } from "./Section";

/** Most steps shown before somebody asks for all. */
const FIRST = 8;

/** Who did what to the task, newest first. */
export function History({ history, now }: { history: readonly HistoryEntry[]; now: Date }) {
  const say = useSay();
  const steps = grouped(stepsOf(history)).reverse();
  const older = steps.slice(FIRST);
  return (
    <Section title={say("task-history")} count={history.length}>
      <ol className={css.steps}>
        {steps.slice(0, FIRST).map((step) => (
          <StepLine key={step.version} step={step} now={now} />
        ))}
      </ol>
      {older.length > 0 && (
        <details className={css.older}>
          <summary>{say("task-history-older", { count: older.length })}</summary>
          <ol className={css.steps}>
            {older.map((step) => (
              <StepLine key={step.version} step={step} now={now} />
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

function StepLine({ step, now }: { step: Step; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const at = new Date(step.at);
  return (
    <li className={css.step}>
      <span className={css.sign} aria-hidden>
        <Avatar name={step.actor} />
      </span>
      <div className={css.body}>
        <p>
          <bdi className={css.actor}>{step.actor}</bdi>{" "}
          <time className={css.time} dateTime={step.at} title={moment(at, language)}>
            {relative(at, now, language)}
          </time>
        </p>
        <ul className={css.changes}>
          {step.created ? (
            <li>{say("task-step-created")}</li>
          ) : (
            step.changes.map((change) => (
              <ChangeLine key={`${change.version}/${change.field}`} change={change} />
            ))
          )}
        </ul>
      </div>
    </li>
  );
}
