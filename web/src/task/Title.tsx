import { useRef } from "react";
import type { Task } from "../api/schema";
import { useSay } from "../text/text";
import { Conflict } from "./Conflict";
import { TextEditor } from "./TextEditor";
import css from "./Title.module.css";
import { useFocusBack } from "./useFocusBack";
import type { TextEdit } from "./useTextEdit";

/** As the server allows. */
const MAX_TITLE_CHARS = 512;

interface TitleProps {
  task: Task;
  edit: TextEdit;
  canWrite: boolean;
  /** Who changed the title last. */
  actor: string | null;
}

/** The title; pressing it turns it into a field. */
export function Title({ task, edit, canWrite, actor }: TitleProps) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  const focusBack = useFocusBack(button, edit.text !== undefined);
  if (edit.text !== undefined) {
    return <TitleEditor task={task} edit={edit} actor={actor} onDone={focusBack} />;
  }
  return (
    <h2 className={css.title} dir="auto">
      {canWrite ? (
        <button
          ref={button}
          type="button"
          className={css.button}
          title={say("task-edit-title")}
          aria-keyshortcuts="e"
          onClick={edit.begin}
        >
          {task.title}
        </button>
      ) : (
        task.title
      )}
    </h2>
  );
}

interface TitleEditorProps {
  task: Task;
  edit: TextEdit;
  actor: string | null;
  onDone: () => void;
}

function TitleEditor({ task, edit, actor, onDone }: TitleEditorProps) {
  const say = useSay();
  return (
    <>
      <h2 className="unseen">{task.title}</h2>
      <TextEditor
        edit={edit}
        line
        label={say("task-title")}
        className={css.field}
        maxLength={MAX_TITLE_CHARS}
        onDone={onDone}
      >
        {edit.text?.trim() === "" && (
          <p className={css.problem} role="alert">
            {say("task-title-needed")}
          </p>
        )}
        <Conflict edit={edit} actor={actor} />
      </TextEditor>
    </>
  );
}
