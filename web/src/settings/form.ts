/** Forms over a stored value: only what differs is kept, sent, and asked about when somebody leaves. */

import { useCallback, useState } from "react";
import { asProblem, type ProblemError } from "../api/problem";
import { useUnsaved } from "../app/leaving";
import { toastProblem } from "../ui/toasts";

export interface Form<Values> {
  readonly values: Values;
  readonly dirty: boolean;
  readonly saving: boolean;
  set(change: Partial<Values>): void;
  save(): Promise<void>;
  cancel(): void;
  /** Return why the server refused a field; undefined when it did not. */
  fault(field: string): string | undefined;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Return those of `edits` that differ from what is stored. */
export function changesOf<Values extends object>(stored: Values, edits: Partial<Values>): Partial<Values> {
  const entries = Object.entries(edits).filter(([name, value]) => !same(value, stored[name as keyof Values]));
  return Object.fromEntries(entries) as Partial<Values>;
}

/** Return what a problem says of a field of a form, or of something in it; undefined when nothing. */
export function faultOf(problem: ProblemError | null, field: string): string | undefined {
  const fault = problem?.fields.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  return fault && [fault.message, problem?.remedy].filter(Boolean).join(" ");
}

/**
 * Edit `stored`; `send` gets what was changed, and has to see to it that `stored` is the new value afterwards.
 *
 * A refusal that names fields stays until they are changed; every other one is shown as a toast.
 */
export function useForm<Values extends object>(
  stored: Values,
  send: (changes: Partial<Values>) => Promise<unknown>,
): Form<Values> {
  const [edits, setEdits] = useState<Partial<Values>>({});
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const changes = changesOf(stored, edits);
  const dirty = Object.keys(changes).length > 0;
  useUnsaved(dirty);
  const cancel = useCallback(() => {
    setEdits({});
    setProblem(null);
  }, []);
  const save = async () => {
    if (saving || !dirty) return;
    setSaving(true);
    try {
      await send(changes);
      cancel();
    } catch (error) {
      const told = asProblem(error);
      setProblem(told);
      if (told.fields.length === 0) toastProblem(told);
    } finally {
      setSaving(false);
    }
  };
  const set = (change: Partial<Values>) => {
    setEdits((before) => ({ ...before, ...change }));
    setProblem(null);
  };
  return {
    values: { ...stored, ...edits },
    dirty,
    saving,
    set,
    save,
    cancel,
    fault: (field) => faultOf(problem, field),
  };
}
