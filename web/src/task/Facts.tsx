import type { Ref } from "react";
import type { Task, TaskDetail } from "../api/schema";
import { CATEGORIES, movesFrom, PRIORITIES } from "../live/rules";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { classes } from "../ui/classes";
import { CategoryMark, LabelMark, PriorityMark, StatusMark } from "../ui/marks";
import { ChoiceField } from "./ChoiceField";
import { DueField } from "./DueField";
import { Fact } from "./Fact";
import css from "./Facts.module.css";
import { Recurrence } from "./Recurrence";
import { TokenField } from "./TokenField";
import { useChange } from "./useChange";

/** Places that keys lead to. */
export interface FactsKeys {
  status: Ref<HTMLButtonElement>;
  due: Ref<HTMLButtonElement>;
  assignees: Ref<HTMLInputElement>;
  labels: Ref<HTMLInputElement>;
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
        <DueField
          ref={keys.due}
          task={task}
          now={now}
          disabled={!canWrite}
          onChange={(due) => change({ due })}
        />
      </Fact>
      <Recurrence task={task} canWrite={canWrite} />
      <Names task={task} field="assignees" canWrite={canWrite} shortcut="a" input={keys.assignees} />
      <Names task={task} field="labels" canWrite={canWrite} shortcut="l" input={keys.labels} />
      <Story task={task} now={now} />
    </dl>
  );
}

interface NamesProps {
  task: Task;
  field: "assignees" | "labels";
  canWrite: boolean;
  shortcut: string;
  input: Ref<HTMLInputElement>;
}

/** The people or the labels of a task. */
function Names({ task, field, canWrite, shortcut, input }: NamesProps) {
  const say = useSay();
  const change = useChange(task.id);
  const name = say(`task-field-${field}`);
  const names = task[field] ?? [];
  return (
    <Fact name={name}>
      {canWrite ? (
        <TokenField
          ref={input}
          field={field}
          name={name}
          value={names}
          onChange={(next) => change({ [field]: next })}
          shortcut={shortcut}
        />
      ) : (
        <span className={css.names}>
          {names.length === 0 && <span className={css.none}>{say("task-none")}</span>}
          {names.map((each) => (
            <LabelMark key={each} name={each} />
          ))}
        </span>
      )}
    </Fact>
  );
}

/** What nobody changes by hand: where the task came from and when it was touched. */
function Story({ task, now }: { task: TaskDetail; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const time = (at: string) => (
    <time dateTime={at} title={moment(new Date(at), language)}>
      {relative(new Date(at), now, language)}
    </time>
  );
  return (
    <>
      <div className={classes(css.told, css.first)}>
        <dt>{say("task-source")}</dt>
        <dd>{say(`task-source-${task.source}`)}</dd>
      </div>
      <div className={css.told}>
        <dt>{say("task-created-at")}</dt>
        <dd>{time(task.created_at)}</dd>
      </div>
      <div className={css.told}>
        <dt>{say("task-updated-at")}</dt>
        <dd>{time(task.updated_at)}</dd>
      </div>
    </>
  );
}
