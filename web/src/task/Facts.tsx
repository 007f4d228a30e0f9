import type { ReactNode, Ref } from "react";
import type { TaskDetail } from "../api/schema";
import { CATEGORIES, isFinished, movesFrom, PRIORITIES } from "../live/rules";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { CategoryMark, DueMark, PriorityMark, StatusMark } from "../ui/marks";
import { ChoiceField } from "./ChoiceField";
import css from "./Facts.module.css";
import { useChange } from "./useChange";
import { useRuleWords } from "./useRuleWords";

/** Places that keys lead to. */
export interface FactsKeys {
  status: Ref<HTMLButtonElement>;
}

interface FactsProps {
  task: TaskDetail;
  now: Date;
  canWrite: boolean;
  keys: FactsKeys;
}

/** What is fixed about a task: where it stands, how urgent it is, whose it is. */
export function Facts({ task, now, canWrite, keys }: FactsProps) {
  const say = useSay();
  const change = useChange(task.id);
  return (
    <dl className={css.facts} aria-label={say("task-facts")}>
      <Fact name={say("task-field-status")}>
        <ChoiceField
          ref={keys.status}
          name={say("task-field-status")}
          value={task.status}
          choices={[task.status, ...movesFrom(task.status)]}
          mark={(status) => <StatusMark status={status} />}
          text={(status) => say(`status-${status}`)}
          onChoose={(status) => change({ status })}
          disabled={!canWrite}
          shortcut="s"
        />
      </Fact>
      <Fact name={say("task-field-priority")}>
        <ChoiceField
          name={say("task-field-priority")}
          value={task.priority}
          choices={PRIORITIES}
          mark={(priority) => <PriorityMark priority={priority} />}
          text={(priority) => say(`priority-${priority}`)}
          onChoose={(priority) => change({ priority })}
          disabled={!canWrite}
        />
      </Fact>
      <Fact name={say("task-field-category")}>
        <ChoiceField
          name={say("task-field-category")}
          value={task.category}
          choices={CATEGORIES}
          mark={(category) => <CategoryMark category={category} />}
          text={(category) => say(`category-${category}`)}
          onChoose={(category) => change({ category })}
          disabled={!canWrite}
        />
      </Fact>
      <Fact name={say("task-field-due")}>
        {task.due ? <DueMark due={task.due} now={now} done={isFinished(task.status)} /> : say("task-none")}
      </Fact>
      <Story task={task} now={now} />
    </dl>
  );
}

/** One fact with its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt className={css.name}>{name}</dt>
      <dd className={css.place}>{children}</dd>
    </div>
  );
}

/** What nobody changes by hand: where the task came from and when it was touched. */
function Story({ task, now }: { task: TaskDetail; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const ruleWords = useRuleWords();
  const time = (at: string) => (
    <time className={css.value} dateTime={at} title={moment(new Date(at), language)}>
      {relative(new Date(at), now, language)}
    </time>
  );
  return (
    <>
      {task.recurrence && (
        <Fact name={say("task-field-recurrence")}>
          <span className={css.value}>{ruleWords(task.recurrence)}</span>
        </Fact>
      )}
      <Fact name={say("task-source")}>
        <span className={css.value}>{say(`task-source-${task.source}`)}</span>
      </Fact>
      <Fact name={say("task-created-at")}>{time(task.created_at)}</Fact>
      <Fact name={say("task-updated-at")}>{time(task.updated_at)}</Fact>
    </>
  );
}
