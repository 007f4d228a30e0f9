/** What came of a message: what it counts as and why, its tasks, what was seen in it. */

import type { Analysis, Message } from "../api/schema";
import { moment, percent } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Avatar, CategoryMark, PriorityMark } from "../ui/marks";
import { seenIn } from "./findings";
import { KindName } from "./Marked";
import css from "./Outcome.module.css";
import { Section } from "./Section";
import { TaskLinks } from "./TaskLinks";
import { Verdict } from "./Verdict";

/** From these confidences on, the agents' word counts as likely and as sure; only words and colours go by them. */
const LIKELY = 0.6;
const SURE = 0.85;

function Confidence({ share }: { share: number }) {
  const say = useSay();
  const language = useLanguage();
  const words = share >= SURE ? "sure" : share >= LIKELY ? "likely" : "unsure";
  return (
    <div className={css.confidence}>
      <meter
        className={css.meter}
        min={0}
        low={LIKELY}
        high={SURE}
        optimum={1}
        max={1}
        value={share}
        aria-label={say("messages-confidence")}
      />
      <span>{say(`messages-confidence-${words}`, { share: percent(share, language) })}</span>
    </div>
  );
}

function CorrectedBy({ message, analysis }: { message: Message; analysis: Analysis }) {
  const say = useSay();
  const language = useLanguage();
  if (!message.correction) return null;
  const { corrected_by: name, corrected_at: at } = message.correction;
  const { category, priority, is_actionable: work } = analysis.classification;
  return (
    <div className={css.corrected}>
      <p>
        <Avatar name={name} /> {say("messages-corrected-at", { name, when: moment(new Date(at), language) })}
      </p>
      <p className={css.before}>
        {say("messages-agents-said")}{" "}
        {work ? <CategoryMark category={category} /> : <span>{say("messages-no-task")}</span>}
        <PriorityMark priority={priority} />
      </p>
    </div>
  );
}

function Seen({ analysis }: { analysis: Analysis }) {
  const say = useSay();
  const seen = seenIn(analysis.extraction);
  if (seen.length === 0) return null;
  return (
    <Section title={say("messages-seen")}>
      <dl className={css.seen}>
        {seen.map(([kind, values]) => (
          <div key={kind}>
            <dt>
              <KindName kind={kind} />
            </dt>
            <dd>
              {values.map((value) => (
                <bdi key={value}>{value}</bdi>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Draft({ text }: { text: string }) {
  const say = useSay();
  if (text === "") return null;
  return (
    <Section title={say("messages-reply-draft")}>
      <p dir="auto" className={css.quote}>
        {text}
      </p>
    </Section>
  );
}

export function Outcome({ message, now }: { message: Message; now: Date }) {
  const say = useSay();
  const analysis = message.analysis;
  if (!analysis) return null;
  const { classification, summary } = analysis;
  return (
    <>
      <Section title={say("messages-verdict")}>
        <div className={css.verdict}>
          <Verdict message={message} now={now} />
        </div>
        <Confidence share={classification.confidence} />
        <p dir="auto">{classification.reason}</p>
        {summary.urgency_reason && <p dir="auto">{summary.urgency_reason}</p>}
        <CorrectedBy message={message} analysis={analysis} />
      </Section>
      {(analysis.task_ids?.length ?? 0) > 0 && (
        <Section title={say("messages-tasks")}>
          <TaskLinks ids={analysis.task_ids ?? []} />
        </Section>
      )}
      <Seen analysis={analysis} />
      <Draft text={summary.reply_draft} />
    </>
  );
}
