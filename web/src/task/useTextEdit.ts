import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "../api/problem";
import type { Task } from "../api/schema";
import { useUnsaved } from "../app/leaving";
import { changeTask } from "../live/changes";
import { store } from "../live/store";
import { toastProblem } from "../ui/toasts";
import { theirsOf } from "./conflict";
import { findDraft, isUnsaved, keepDraft, useDraft } from "./drafts";
import { useCloseGuard } from "./useCloseGuard";

type TextFieldName = "title" | "description";

export interface TextEdit {
  /** What is being typed, undefined while nobody edits. */
  readonly text: string | undefined;
  /** What somebody else wrote into the field meanwhile; null: nothing. */
  readonly theirs: string | null;
  begin(): void;
  type(text: string): void;
  /** Save what was typed, unless somebody else was faster: then `theirs` is theirs. */
  save(): void;
  /** Save over what the other one wrote. */
  keepMine(): void;
  /** Forget what was typed. */
  drop(): void;
}

/** Send a text; if only other fields have changed meanwhile, once more on top of those. */
async function send(taskId: number, field: TextFieldName, text: string, base: string): Promise<Task> {
  try {
    return await changeTask(taskId, { [field]: text });
  } catch (error) {
    const now = store.getState().live.tasks.get(taskId)?.[field];
    if (asProblem(error).code !== "stale-version" || now !== base) throw error;
    return changeTask(taskId, { [field]: text });
  }
}

/** Edit one of a task's texts: saved when the field is left, never over what somebody else wrote unseen. */
export function useTextEdit(task: Task, field: TextFieldName): TextEdit {
  const name = `${task.id}/${field}`;
  const draft = useDraft(name);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState(false);
  const shown = task[field];
  const theirs = saving ? null : theirsOf(draft, shown);
  useCloseGuard(isUnsaved(draft));
  // What can be saved on leaving needs no question; what could not be has one.
  useUnsaved(isUnsaved(draft) && !saving && (theirs !== null || failed));

  const submit = useCallback(
    async (text: string, base: string) => {
      if (text === base) return keepDraft(name, undefined);
      setSaving(true);
      setFailed(false);
      try {
        await send(task.id, field, text, base);
        if (findDraft(name)?.text.trim() === text) keepDraft(name, undefined);
      } catch (error) {
        setFailed(true);
        // Who was faster is told beside the text; it stays open with what was typed.
        if (asProblem(error).code !== "stale-version") toastProblem(error);
      } finally {
        setSaving(false);
      }
    },
    [name, task.id, field],
  );
  const save = () => {
    const text = draft?.text.trim() ?? "";
    const empty = field === "title" && text === "";
    if (draft !== undefined && theirs === null && !saving && !empty) void submit(text, draft.base);
  };
  useSaveOnLeaving(save);
  return {
    text: saving ? undefined : draft?.text,
    theirs,
    begin: () => draft ?? keepDraft(name, { text: shown, base: shown }),
    type: (text) => keepDraft(name, { text, base: draft?.base ?? shown }),
    save,
    keepMine: () => {
      if (draft === undefined) return;
      keepDraft(name, { text: draft.text, base: shown });
      void submit(draft.text.trim(), shown);
    },
    drop: () => keepDraft(name, undefined),
  };
}

/** Leaving the view by a link or a key is leaving the field, too; no blur tells of it. */
function useSaveOnLeaving(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => latest.current(), []);
}
