import { type FormEvent, type RefObject, useRef, useState } from "react";
import { asProblem, type ProblemError } from "../api/problem";
import type { Proposal } from "../api/schema";
import { leaveBy, useUnsaved } from "../app/leaving";
import { CATEGORIES, PRIORITIES } from "../live/rules";
import { useMainButton } from "../telegram/host";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { SelectField, TextArea, TextField } from "../ui/Field";
import { type DraftFields, fieldsOf, patchOf } from "./draft";
import css from "./EditDialog.module.css";
import { editProposal } from "./post";

interface EditProps {
  proposal: Proposal;
  onClose: () => void;
  /** Called with the proposal as it is now, when it is to be accepted as well. */
  onAccept: (edited: Proposal) => void;
}

/** The state of the form, and how it is sent. */
function useDraft({ proposal, onClose, onAccept }: EditProps) {
  const [fields, setFields] = useState(() => fieldsOf(proposal.task));
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [sending, setSending] = useState(false);
  const dirty = Object.keys(patchOf(proposal.task, fields)).length > 0;
  useUnsaved(dirty);
  const save = async (thenAccept: boolean) => {
    setSending(true);
    try {
      // Saved before it is accepted, so that taking the acceptance back keeps what was typed.
      const edited = await editProposal(proposal.id, patchOf(proposal.task, fields));
      onClose();
      if (thenAccept) onAccept(edited);
    } catch (error) {
      setProblem(asProblem(error));
      setSending(false);
    }
  };
  return {
    fields,
    sending,
    problem,
    save,
    set: (change: Partial<DraftFields>) => setFields((before) => ({ ...before, ...change })),
    wrong: (name: keyof DraftFields) =>
      problem?.fields.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message,
  };
}

type Draft = ReturnType<typeof useDraft>;

/** Changes a proposal before it becomes a task. */
export default function EditDialog(props: EditProps) {
  const say = useSay();
  const draft = useDraft(props);
  const first = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useMainButton({
    text: say("inbox-save-accept"),
    busy: draft.sending,
    onPress: () => form.current?.requestSubmit(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void draft.save(true);
  };
  // "Cancel" says what it does; Escape and a press beside the window may be a slip.
  return (
    <Dialog
      open
      onClose={() => leaveBy(props.onClose)}
      title={say("inbox-edit-title")}
      wide
      initialFocus={first}
    >
      <form ref={form} className={css.form} onSubmit={submit}>
        <Texts draft={draft} first={first} />
        <Choices draft={draft} />
        {draft.problem && (
          <p role="alert" className={css.problem}>
            {draft.problem.message} {draft.problem.remedy}
          </p>
        )}
        <DialogActions>
          <Button look="plain" onClick={props.onClose}>
            {say("cancel")}
          </Button>
          <Button disabled={draft.sending} onClick={() => void draft.save(false)}>
            {say("save")}
          </Button>
          <Button type="submit" look="main" disabled={draft.sending}>
            {say("inbox-save-accept")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface TextsProps {
  draft: Draft;
  first: RefObject<HTMLInputElement | null>;
}

function Texts({ draft: { fields, set, wrong }, first }: TextsProps) {
  const say = useSay();
  return (
    <>
      <TextField
        ref={first}
        label={say("inbox-title")}
        dir="auto"
        required
        value={fields.title}
        problem={wrong("title")}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label={say("inbox-description")}
        value={fields.description}
        problem={wrong("description")}
        onChange={(event) => set({ description: event.target.value })}
      />
    </>
  );
}

function Choices({ draft: { fields, set, wrong } }: { draft: Draft }) {
  const say = useSay();
  const lists = ["assignees", "labels"] as const;
  return (
    <div className={css.pairs}>
      <SelectField
        label={say("inbox-category")}
        value={fields.category}
        onChange={(event) =>
          set({ category: CATEGORIES.find((one) => one === event.target.value) ?? "other" })
        }
      >
        {CATEGORIES.map((one) => (
          <option key={one} value={one}>
            {say(`category-${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={say("inbox-priority")}
        value={fields.priority}
        onChange={(event) =>
          set({ priority: PRIORITIES.find((one) => one === event.target.value) ?? "medium" })
        }
      >
        {PRIORITIES.map((one) => (
          <option key={one} value={one}>
            {say(`priority-${one}`)}
          </option>
        ))}
      </SelectField>
      {lists.map((list) => (
        <TextField
          key={list}
          label={say(`inbox-${list}`)}
          hint={say("inbox-commas")}
          dir="auto"
          value={fields[list]}
          problem={wrong(list)}
          onChange={(event) => set({ [list]: event.target.value })}
        />
      ))}
      <TextField
        type="datetime-local"
        label={say("inbox-due")}
        value={fields.due}
        problem={wrong("due")}
        onChange={(event) => set({ due: event.target.value })}
      />
    </div>
  );
}
