import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import css from "./Conflict.module.css";
import type { TextEdit } from "./useTextEdit";

/** Says that somebody else has written the same field, shows what, and asks which of both is to stay. */
export function Conflict({ edit, actor }: { edit: TextEdit; actor: string | null }) {
  const say = useSay();
  if (edit.theirs === null) return null;
  return (
    <div className={css.conflict} role="alert">
      <p className={css.title}>
        {actor === null ? say("task-conflict") : say("task-conflict-by", { actor })}
      </p>
      <blockquote className={css.theirs} dir="auto">
        {edit.theirs || say("task-conflict-empty")}
      </blockquote>
      <p>{say("task-conflict-kept")}</p>
      <div className={css.actions}>
        <Button small look="main" onClick={edit.keepMine}>
          {say("task-keep-mine")}
        </Button>
        <Button small onClick={edit.drop}>
          {say("task-take-theirs")}
        </Button>
      </div>
    </div>
  );
}
