import { type FormEvent, type KeyboardEvent, type Ref, useRef, useState } from "react";
import { api } from "../api/client";
import { useMainButton } from "../telegram/host";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { toastProblem } from "../ui/toasts";
import css from "./Comments.module.css";
import { isUnsaved, keepDraft, useDraft } from "./drafts";
import { useCloseGuard } from "./useCloseGuard";

/** As the server allows. */
const MAX_COMMENT_CHARS = 10_000;

interface CommentFormProps {
  taskId: number;
  /** Called when the comment is stored. */
  onSent: () => void;
  ref?: Ref<HTMLTextAreaElement> | undefined;
}

/** A field for the next comment; what is typed stays until it is sent, wherever one goes meanwhile. */
export function CommentForm({ taskId, onSent, ref }: CommentFormProps) {
  const say = useSay();
  const name = `${taskId}/comment`;
  const draft = useDraft(name);
  const text = draft?.text ?? "";
  const [sending, setSending] = useState(false);
  // One key for one text: a repeated press after a lost answer makes no second comment.
  const attempt = useRef({ text: "", key: "" });
  useCloseGuard(isUnsaved(draft));
  const send = async () => {
    const typed = text.trim();
    if (typed === "" || sending) return;
    if (attempt.current.text !== typed) attempt.current = { text: typed, key: crypto.randomUUID() };
    setSending(true);
    try {
      await api.POST("/api/tasks/{task_id}/comments", {
        params: { path: { task_id: taskId } },
        body: { text: typed },
        headers: { "Idempotency-Key": attempt.current.key },
      });
      attempt.current = { text: "", key: "" };
      keepDraft(name, undefined);
      onSent();
    } catch (error) {
      toastProblem(error);
    } finally {
      setSending(false);
    }
  };
  const offer = { text: say("task-comment-send"), busy: sending, onPress: () => void send() };
  useMainButton(text.trim() === "" ? null : offer);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <textarea
        ref={ref}
        className={css.field}
        dir="auto"
        rows={2}
        maxLength={MAX_COMMENT_CHARS}
        value={text}
        readOnly={sending}
        placeholder={say("task-comment-add")}
        aria-label={say("task-comment-add")}
        aria-keyshortcuts="c"
        onChange={(event) =>
          keepDraft(name, event.target.value === "" ? undefined : { text: event.target.value, base: "" })
        }
        onKeyDown={pressed}
      />
      <div className={css.foot}>
        <span className={css.hint}>{say("task-comment-hint")}</span>
        <Button look="main" small type="submit" disabled={text.trim() === "" || sending}>
          {say("task-comment-send")}
        </Button>
      </div>
    </form>
  );
}
