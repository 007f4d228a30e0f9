import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { useMainButton } from "../telegram/host";
import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import css from "./TextEditor.module.css";
import type { TextEdit } from "./useTextEdit";

interface TextEditorProps {
  edit: TextEdit;
  label: string;
  /** One line: Enter saves. Else Ctrl+Enter does. */
  line?: boolean;
  className?: string | undefined;
  /** Called when the keyboard has ended the editing, so that the focus can go somewhere. */
  onDone: () => void;
  maxLength?: number;
  /** What stands below the text. */
  children?: ReactNode;
}

/** A growing field for one of a task's texts; leaving it saves, Escape forgets. */
export function TextEditor({ edit, label, line, className, onDone, maxLength, children }: TextEditorProps) {
  const say = useSay();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  useMainButton(edit.theirs === null ? { text: say("save"), onPress: edit.save } : null);
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const saves = event.key === "Enter" && (line || event.ctrlKey || event.metaKey);
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    if (saves) edit.save();
    else edit.drop();
    onDone();
  };
  const left = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) edit.save();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of the focus leaving what is in it
    <div className={css.editor} onBlur={left}>
      <textarea
        ref={field}
        className={classes(css.field, className)}
        dir="auto"
        aria-label={label}
        rows={line ? 1 : 4}
        {...(maxLength !== undefined && { maxLength })}
        value={edit.text ?? ""}
        onChange={(event) => edit.type(line ? event.target.value.replaceAll("\n", " ") : event.target.value)}
        onKeyDown={pressed}
      />
      {children}
    </div>
  );
}
