import type { ModelOption } from "../../api/schema";
import { useSay } from "../../text/text";
import css from "./Models.module.css";

/** What can't be chosen as it is, and what to do for it. */
export function Missing({ choices }: { choices: readonly ModelOption[] }) {
  const say = useSay();
  const missing = choices.filter(({ available }) => !available);
  if (missing.length === 0) return null;
  return (
    <details className={css.missing}>
      <summary>{say("settings-models-missing")}</summary>
      <ul>
        {missing.map(({ name, label, why }) => (
          <li key={name}>
            <span className={css.label}>{label}</span> {why}
          </li>
        ))}
      </ul>
    </details>
  );
}
