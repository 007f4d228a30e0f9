import { type FormEvent, useState } from "react";
import { asProblem } from "../api/problem";
import { dueHere, moment, relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { useZone } from "../text/zone";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import css from "./DueEditor.module.css";
import { dayAhead, nextMonday } from "./due";
import { type Understood, useUnderstood } from "./useUnderstood";

interface DueEditorProps {
  now: Date;
  canClear: boolean;
  /** Called with the new due time, null for none. */
  onChoose: (due: string | null) => void;
}

/** A line for a due time in words, with what is understood below it, and the usual days as buttons. */
export function DueEditor({ now, canClear, onChoose }: DueEditorProps) {
  const say = useSay();
  const [line, setLine] = useState("");
  const understood = useUnderstood(line);
  const due = understood.reply?.due ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (due !== null) onChoose(due);
  };
  return (
    <form className={css.editor} onSubmit={submit}>
      <TextField
        label={say("task-due-line")}
        placeholder={say("task-due-example")}
        value={line}
        autoComplete="off"
        onChange={(event) => setLine(event.target.value)}
      />
      <div className={css.reading} role="status">
        <Reading line={line} understood={understood} now={now} />
      </div>
      <div className={css.days}>
        {(
          [
            ["today", dayAhead(now, 0)],
            ["tomorrow", dayAhead(now, 1)],
            ["monday", nextMonday(now)],
          ] as const
        ).map(([name, day]) => (
          <Button key={name} small onClick={() => onChoose(day.toISOString())}>
            {say(`task-due-${name}`)}
          </Button>
        ))}
      </div>
      <div className={css.actions}>
        {canClear && (
          <Button small look="plain" onClick={() => onChoose(null)}>
            {say("task-due-clear")}
          </Button>
        )}
        <Button small look="main" type="submit" disabled={due === null}>
          {say("task-due-set")}
        </Button>
      </div>
    </form>
  );
}

/** What is understood of the line, in full, so that nobody is surprised. */
function Reading({ line, understood, now }: { line: string; understood: Understood; now: Date }) {
  const say = useSay();
  const language = useLanguage();
  const zone = useZone();
  if (line.trim() === "") return <span className={css.hint}>{say("task-due-hint")}</span>;
  if (understood.error) return <span className={css.problem}>{asProblem(understood.error).message}</span>;
  if (understood.reply === undefined) return <span className={css.hint}>…</span>;
  if (!understood.reply.due) return <span className={css.problem}>{say("task-due-not-understood")}</span>;
  const when = dueHere(new Date(understood.reply.due), zone);
  return (
    <>
      <strong>{moment(when, language)}</strong>{" "}
      <span className={css.hint}>{relative(when, now, language)}</span>
    </>
  );
}
