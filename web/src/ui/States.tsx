/** What stands where nothing is yet: an empty place that teaches, something on its way, something that failed. */

import { CircleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import { useSay } from "../text/text";
import { Button } from "./Button";
import css from "./States.module.css";

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** How things get here. */
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
}

export function Empty({ icon: Icon, title, children, actions }: EmptyProps) {
  return (
    <div className={css.state}>
      <Icon aria-hidden />
      <h2>{title}</h2>
      {children && <div className={css.body}>{children}</div>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}

/** What went wrong and what can be done; `retry` tries again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useSay();
  const problem = asProblem(error);
  return (
    <div className={css.state} role="alert">
      <CircleAlert aria-hidden />
      <h2>{problem.code === "offline" ? say("offline") : problem.message}</h2>
      {problem.remedy && <p className={css.body}>{problem.remedy}</p>}
      {retry && <Button onClick={retry}>{say("try-again")}</Button>}
    </div>
  );
}

/** A grey block in the place of what is being read. */
export function Skeleton({ height = "1rem", width = "100%" }: { height?: string; width?: string }) {
  return <div className={css.skeleton} style={{ height, width }} aria-hidden />;
}

/** Skeleton lines with a word for screen readers. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const say = useSay();
  return (
    <div role="status" style={{ display: "grid", gap: "0.75rem", padding: "1rem" }}>
      <span className="unseen">{say("loading")}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} height="2.5rem" />
      ))}
    </div>
  );
}
