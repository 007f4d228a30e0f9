import { Trash2 } from "lucide-react";
import { type Ref, useState } from "react";
import { api } from "../api/client";
import type { Comment, TaskDetail } from "../api/schema";
import { useMe } from "../app/session";
import { useLive } from "../live/use";
import { moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { Avatar } from "../ui/marks";
import { toastProblem } from "../ui/toasts";
import { CommentForm } from "./CommentForm";
import css from "./Comments.module.css";
import { shownComments } from "./comments";
import { RichText } from "./RichText";
import { Section } from "./Section";

const NONE: readonly Comment[] = [];

interface CommentsProps {
  task: TaskDetail;
  now: Date;
  canWrite: boolean;
  /** Hears of a comment that was made or deleted here, for whom the socket is not live. */
  onChange: () => void;
  /** The field for the next comment. */
  ref?: Ref<HTMLTextAreaElement>;
}

/** What people say about a task; what others write appears as they write it. */
export function Comments({ task, now, canWrite, onChange, ref }: CommentsProps) {
  const say = useSay();
  const came = useLive((state) => state.live.comments.get(task.id) ?? NONE);
  const deleted = useLive((state) => state.live.deletedComments);
  const comments = shownComments(task.comments ?? NONE, came, deleted);
  const [doomed, setDoomed] = useState<Comment | null>(null);
  const remove = async ({ id }: Comment) => {
    setDoomed(null);
    try {
      const path = { task_id: task.id, comment_id: id };
      await api.DELETE("/api/tasks/{task_id}/comments/{comment_id}", { params: { path } });
      onChange();
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Section title={say("task-comments")} count={comments.length || undefined}>
      {comments.length === 0 && <p className={css.none}>{say("task-comments-none")}</p>}
      <ul className={css.comments} aria-live="polite" aria-relevant="additions">
        {comments.map((comment) => (
          <CommentLine key={comment.id} comment={comment} now={now} onDelete={setDoomed} />
        ))}
      </ul>
      {canWrite && <CommentForm ref={ref} taskId={task.id} onSent={onChange} />}
      <Dialog open={doomed !== null} onClose={() => setDoomed(null)} title={say("task-comment-delete-title")}>
        <p className={css.quote}>{doomed?.text}</p>
        <DialogActions>
          <Button onClick={() => setDoomed(null)}>{say("cancel")}</Button>
          <Button look="danger" onClick={() => doomed && remove(doomed)}>
            {say("task-comment-delete")}
          </Button>
        </DialogActions>
      </Dialog>
    </Section>
  );
}

interface CommentLineProps {
  comment: Comment;
  now: Date;
  onDelete: (comment: Comment) => void;
}

function CommentLine({ comment, now, onDelete }: CommentLineProps) {
  const say = useSay();
  const language = useLanguage();
  const me = useMe();
  const at = new Date(comment.created_at);
  const mayDelete = me.role === "admin" || (me.role === "member" && comment.author === me.name);
  return (
    <li className={css.comment}>
      <span aria-hidden className={css.sign}>
        <Avatar name={comment.author} />
      </span>
      <div className={css.body}>
        <div className={css.head}>
          <bdi className={css.author}>{comment.author}</bdi>
          <time className={css.time} dateTime={comment.created_at} title={moment(at, language)}>
            {relative(at, now, language)}
          </time>
          {mayDelete && (
            <IconButton
              className={css.remove}
              label={say("task-comment-delete-of", { author: comment.author })}
              small
              onClick={() => onDelete(comment)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          )}
        </div>
        <RichText text={comment.text} />
      </div>
    </li>
  );
}
