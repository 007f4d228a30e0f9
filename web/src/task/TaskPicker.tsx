import { Autocomplete } from "@base-ui/react/autocomplete";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { answered, api } from "../api/client";
import type { Task } from "../api/schema";
import { useLiveShallow } from "../live/use";
import { useSay } from "../text/text";
import { useAfterPause } from "../ui/afterPause";
import { StatusMark } from "../ui/marks";
import type { Target } from "./MergeDialog";
import css from "./TaskPicker.module.css";
import { PAUSE_MS } from "./useUnderstood";

/** Most tasks offered. */
const MOST = 8;

async function findTasks(q: string, signal: AbortSignal): Promise<Task[]> {
  const query = { q, kind: ["task" as const], status: ["open" as const, "in_progress" as const], limit: 20 };
  const { hits } = answered(await api.GET("/api/search", { params: { query }, signal }));
  return hits.flatMap((hit) => hit.task ?? []);
}

/** Return unfinished tasks that fit `typed`; without words the newest. */
function useCandidates(typed: string, except: number): Task[] {
  const words = useAfterPause(typed.trim(), PAUSE_MS);
  const newest = useLiveShallow((state) =>
    [...state.tasks.values()]
      .filter((task) => task.status === "open" || task.status === "in_progress")
      .sort((a, b) => b.id - a.id)
      .slice(0, MOST + 1),
  );
  const { data } = useQuery({
    queryKey: ["merge-into", words],
    queryFn: ({ signal }) => findTasks(words, signal),
    enabled: words !== "",
    placeholderData: keepPreviousData,
  });
  const found = words === "" ? newest : (data ?? []);
  return found.filter((task) => task.id !== except).slice(0, MOST);
}

interface TaskPickerProps {
  /** The task that can't be chosen. */
  except: number;
  onPick: (target: Target) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A search for one unfinished task. */
export function TaskPicker({ except, onPick, ref }: TaskPickerProps) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const tasks = useCandidates(typed, except);
  return (
    <Autocomplete.Root
      inline
      open
      autoHighlight="always"
      items={tasks}
      filter={null}
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(task: Task) => task.title}
    >
      <Autocomplete.Input
        ref={ref}
        className={css.input}
        aria-label={say("task-merge-search")}
        placeholder={say("task-merge-search")}
      />
      <Autocomplete.Empty className={css.empty}>{say("task-merge-nothing")}</Autocomplete.Empty>
      <Autocomplete.List className={css.list} aria-label={say("task-merge-candidates")}>
        {(task: Task) => (
          <Autocomplete.Item
            key={task.id}
            value={task}
            className={css.item}
            onClick={() => onPick({ id: task.id, title: task.title })}
          >
            <bdi className={css.title}>{task.title}</bdi>
            <span className={css.id}>#{task.id}</span>
            <StatusMark status={task.status} />
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
