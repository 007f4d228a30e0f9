import { percent } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { classes } from "../ui/classes";
import css from "./Confidence.module.css";
import { levelOf } from "./confidence";

/** How sure the agents are: a bar and the words for it; `short` leaves the words out. */
export function Confidence({ share, short = false }: { share: number; short?: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const level = levelOf(share);
  const value = percent(share, language);
  const words = say(level);
  return (
    <span className={classes(css.confidence, css[level.replace("inbox-sure-", "")])}>
      <span className={css.track} title={words} aria-hidden>
        <span className={css.bar} style={{ inlineSize: `${Math.round(share * 100)}%` }} />
      </span>
      <span className="unseen">{say("inbox-confidence")}: </span>
      <span className={css.words}>
        {short ? value : say("inbox-confidence-value", { words, percent: value })}
      </span>
    </span>
  );
}
