import { useSay } from "../../text/text";
import type { Form } from "../form";
import { Panel } from "../Panel";
import { Toggle } from "../Toggle";
import { type Limits, moveLimit, sureness, USUAL } from "./limits";
import { Preview } from "./Preview";
import { Range } from "./Range";
import type { Editable } from "./WorkspaceForm";

/** From which confidence on a message becomes a task, a proposal, a duplicate. */
export function Thresholds({ form, admin }: { form: Form<Editable>; admin: boolean }) {
  const say = useSay();
  const { task_threshold, proposal_threshold, duplicate_threshold } = form.values;
  const own = task_threshold !== null || proposal_threshold !== null;
  const limits: Limits = {
    task: task_threshold ?? USUAL.task,
    proposal: proposal_threshold ?? USUAL.proposal,
  };
  const put = (next: Limits) => form.set({ task_threshold: next.task, proposal_threshold: next.proposal });
  const move = (moved: Partial<Limits>) => put(moveLimit(limits, moved));
  const fixed = !admin || !own;
  return (
    <Panel title={say("settings-thresholds")} hint={say("settings-thresholds-hint")}>
      <Toggle
        label={say("settings-own-limits")}
        hint={say("settings-own-limits-hint")}
        checked={own}
        disabled={!admin}
        onChange={(on) => (on ? put(USUAL) : form.set({ task_threshold: null, proposal_threshold: null }))}
      />
      <Range
        label={say("settings-task-threshold")}
        words={say(`settings-sure-${sureness(limits.task)}`)}
        value={limits.task}
        disabled={fixed}
        problem={form.fault("task_threshold")}
        onChange={(task) => move({ task })}
      />
      <Range
        label={say("settings-proposal-threshold")}
        words={say(`settings-sure-${sureness(limits.proposal)}`)}
        value={limits.proposal}
        disabled={fixed}
        problem={form.fault("proposal_threshold")}
        onChange={(proposal) => move({ proposal })}
      />
      <Preview limits={limits} />
      <Range
        label={say("settings-duplicate-threshold")}
        words={say(
          `settings-duplicates-${duplicate_threshold >= 0.85 ? "few" : duplicate_threshold >= 0.7 ? "some" : "many"}`,
        )}
        value={duplicate_threshold}
        min={0.5}
        disabled={!admin}
        problem={form.fault("duplicate_threshold")}
        onChange={(value) => form.set({ duplicate_threshold: value })}
      />
    </Panel>
  );
}
