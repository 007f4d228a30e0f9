import { type KeyboardEvent, type RefObject, useId } from "react";
import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import { optionId } from "./Completions";
import css from "./Editor.module.css";
import { carrySpans, type Piece, piecesOf, type SpanKind, type Understanding } from "./understanding";
import type { Completion } from "./useCompletion";

const LOOKS: Record<SpanKind, string | undefined> = {
  priority: css.priority,
  assignee: css.assignee,
  label: css.label,
  due: css.due,
  recurrence: css.due,
  literal: css.literal,
};

function piecesNow(text: string, understanding: Understanding | null): Piece[] {
  if (understanding === null) return piecesOf(text, []);
  return piecesOf(text, carrySpans(understanding.text, text, understanding.reply.spans ?? []));
}

interface EditorProps {
  text: string;
  understanding: Understanding | null;
  field: RefObject<HTMLTextAreaElement | null>;
  completion: Completion;
  onText: (text: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** A text field that grows, over a copy of its text that marks what is understood. */
export function Editor({ text, understanding, field, completion, onText, onKeyDown }: EditorProps) {
  const say = useSay();
  const id = useId();
  const open = completion.names.length > 0;
  return (
    <div className={css.editor}>
      <div className={css.mirror} aria-hidden dir="auto">
        {piecesNow(text, understanding).map((piece) =>
          piece.kind ? (
            <mark key={piece.start} className={classes(css.mark, LOOKS[piece.kind])} data-kind={piece.kind}>
              {piece.text}
            </mark>
          ) : (
            <span key={piece.start}>{piece.text}</span>
          ),
        )}
        {/* The field grows with what stands here; its placeholder may need more than one line, too. */}
        {text === "" && say("compose-placeholder")}
        {/* A line that has just begun has no height without a character in it. */}
        {"\u200b"}
      </div>
      <textarea
        ref={field}
        className={css.field}
        dir="auto"
        rows={1}
        maxLength={10_000}
        enterKeyHint="done"
        aria-label={say("compose-text")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? completion.listId : undefined}
        aria-activedescendant={open ? optionId(completion.listId, completion.active) : undefined}
        aria-describedby={`${id}-hint`}
        placeholder={say("compose-placeholder")}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onSelect={(event) => completion.caretAt(event.currentTarget.selectionEnd)}
        onKeyDown={onKeyDown}
      />
      <span id={`${id}-hint`} className="unseen">
        {say("compose-hint")}
      </span>
    </div>
  );
}
