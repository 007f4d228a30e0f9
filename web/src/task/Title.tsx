import { useRef } from "react";
import type { Task } from "../api/schema";
import { useSay } from "../text/text";
import { Conflict } from "./Conflict";
import { TextEditor } from "./TextEditor";
import css from "./Title.module.css";
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
  if (edit.text !== undefined) {
    return (
      <TextEditor
        edit={edit}
        line
        label={say("task-title")}
        className={css.field}
        maxLength={MAX_TITLE_CHARS}
        onDone={() => requestAnimationFrame(() => button.current?.focus())}
      >
        {edit.text.trim() === "" && (
          <p className={css.problem} role="alert">
            {say("task-title-needed")}
          </p>
        )}
        <Conflict edit={edit} actor={actor} />
      </TextEditor>
    );
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
