import { Check, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { TelegramReport } from "../../api/schema";
import { useSay } from "../../text/text";
import { classes } from "../../ui/classes";
import { Copyable } from "../Copyable";
import css from "./Steps.module.css";
import { isPrivate, type Step, type StepName, type StepState } from "./steps";

function Sign({ state, number }: { state: StepState; number: number }) {
  if (state === "done") return <Check aria-hidden />;
  if (state === "stuck") return <CircleAlert aria-hidden />;
  return <span aria-hidden>{number}</span>;
}

function TelegramLink({ name }: { name: string }) {
  return (
    <a href={`https://t.me/${name}`} target="_blank" rel="noreferrer">
      @{name}
    </a>
  );
}

/** What helps with a step, under its words. */
function Help({ name, report }: { name: StepName; report: TelegramReport }): ReactNode {
  const say = useSay();
  switch (name) {
    case "bot":
      return (
        <>
          <TelegramLink name="BotFather" />
          <Copyable text="/newbot" label={say("settings-step-command")} />
        </>
      );
    case "token":
      return <Copyable text="TELEGRAM_BOT_TOKEN=123456:ABC…" label={say("settings-step-line")} />;
    case "start":
      return <Copyable text="manta doctor --online && manta up" label={say("settings-step-command")} />;
    case "group":
      return isPrivate(report) ? <p className={css.advice}>{say("settings-privacy-advice")}</p> : null;
    case "app":
      return <Copyable text="MANTA_PUBLIC_URL=https://tasks.example.org" label={say("settings-step-line")} />;
  }
}

function StepItem({ step, number, report }: { step: Step; number: number; report: TelegramReport }) {
  const say = useSay();
  const { name, state } = step;
  const open = state === "next" || state === "stuck";
  const deaf = name === "group" && isPrivate(report);
  return (
    <li className={classes(css.step, css[state])} aria-current={open ? "step" : undefined}>
      <span className={css.sign}>
        <Sign state={state} number={number} />
      </span>
      <div className={css.body}>
        <h4>
          {say(`settings-step-${name}`)} <span className="unseen">{say(`settings-step-is-${state}`)}</span>
        </h4>
        {state !== "done" && <p>{say(`settings-step-${name}-how`)}</p>}
        {(state !== "done" || deaf) && <Help name={name} report={report} />}
        {state === "stuck" && <p className={css.problem}>{report.problem}</p>}
      </div>
    </li>
  );
}

/** The steps with their marks; those that are done take one line. */
export function StepList({ steps, report }: { steps: readonly Step[]; report: TelegramReport }) {
  return (
    <ol className={css.steps}>
      {steps.map((step, index) => (
        <StepItem key={step.name} step={step} number={index + 1} report={report} />
      ))}
    </ol>
  );
}
