import { Pencil } from "lucide-react";
import { useRef } from "react";
import type { Task } from "../api/schema";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Conflict } from "./Conflict";
import css from "./Description.module.css";
import { RichText } from "./RichText";
import { Section } from "./Section";
import { TextEditor } from "./TextEditor";
import { useFocusBack } from "./useFocusBack";
import { type TextEdit, useTextEdit } from "./useTextEdit";

interface DescriptionProps {
  task: Task;
  canWrite: boolean;
  /** Who changed the description last. */
  actor: string | null;
}

/** What is to be done, in as many words as it takes. */
export function Description({ task, canWrite, actor }: DescriptionProps) {
  const say = useSay();
  const edit = useTextEdit(task, "description");
  const button = useRef<HTMLButtonElement>(null);
  const editing = edit.text !== undefined;
  const focusBack = useFocusBack(button, editing);
  return (
    <Section
      title={say("task-description")}
      action={
        canWrite &&
        !editing && (
          <Button ref={button} look="plain" small onClick={edit.begin}>
            <Pencil aria-hidden />
            {say("task-edit")}
          </Button>
        )
      }
    >
      {editing ? (
        <DescriptionEditor edit={edit} actor={actor} onDone={focusBack} />
      ) : task.description === "" ? (
        <p className={css.none}>{say("task-description-none")}</p>
      ) : (
        <RichText text={task.description} />
      )}
    </Section>
  );
}

function DescriptionEditor({
  edit,
  actor,
  onDone,
}: {
  edit: TextEdit;
  actor: string | null;
  onDone: () => void;
}) {
  const say = useSay();
  const save = () => {
    edit.save();
    onDone();
  };
  const drop = () => {
    edit.drop();
    onDone();
  };
  return (
    <TextEditor edit={edit} label={say("task-description")} onDone={onDone}>
      <Conflict edit={edit} actor={actor} />
      {edit.theirs === null && (
        <div className={css.actions}>
          <Button small look="main" onClick={save} aria-keyshortcuts="Control+Enter Meta+Enter">
            {say("save")}
          </Button>
          <Button small look="plain" onClick={drop} aria-keyshortcuts="Escape">
            {say("cancel")}
          </Button>
          <span className={css.hint}>{say("task-autosave")}</span>
        </div>
      )}
    </TextEditor>
  );
}
