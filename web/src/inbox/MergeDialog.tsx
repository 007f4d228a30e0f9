import { Combobox } from "@base-ui/react/combobox";
import { useState } from "react";
import { asProblem } from "../api/problem";
import type { Proposal, Task } from "../api/schema";
import { useSay } from "../text/text";
import { Dialog } from "../ui/Dialog";
import { CategoryMark, StatusMark } from "../ui/marks";
import css from "./MergeDialog.module.css";
import { useTargets } from "./similar";

interface MergeProps {
  proposal: Proposal;
  onClose: () => void;
  onChoose: (task: Task) => void;
}

/** Finds the task that a proposal belongs to. */
export default function MergeDialog({ proposal, onClose, onChoose }: MergeProps) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const { tasks, searching, error } = useTargets(typed, proposal.task.title);
  const choose = (task: Task | null) => {
    if (task === null) return;
    onClose();
    onChoose(task);
  };
  const word = searching ? say("loading") : say("inbox-found", { count: tasks.length });
  return (
    <Dialog open onClose={onClose} title={say("inbox-merge-title")}>
      <Combobox.Root
        inline
        open
        items={tasks}
        filter={null}
        autoHighlight
        value={null}
        onValueChange={choose}
        inputValue={typed}
        onInputValueChange={setTyped}
        itemToStringLabel={(task: Task) => task.title}
      >
        <p className={css.hint}>{say("inbox-merge-hint")}</p>
        <Combobox.Input className={css.input} aria-label={say("inbox-merge-search")} dir="auto" />
        <Combobox.Status className={css.hint}>{error ? asProblem(error).message : word}</Combobox.Status>
        <Combobox.List className={css.list}>
          {(task: Task) => <Target key={task.id} task={task} />}
        </Combobox.List>
      </Combobox.Root>
    </Dialog>
  );
}

function Target({ task }: { task: Task }) {
  return (
    <Combobox.Item value={task} className={css.item}>
      <span className={css.title} dir="auto">
        {task.title}
      </span>
      <span className={css.facts}>
        <StatusMark status={task.status} />
        <CategoryMark category={task.category} short />
        <bdi>{task.assignees?.join(", ")}</bdi>
      </span>
    </Combobox.Item>
  );
}
