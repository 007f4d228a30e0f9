import { Repeat, X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/client";
import type { Task } from "../api/schema";
import { reload } from "../live/changes";
import { useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { toast, toastProblem } from "../ui/toasts";
import { Fact } from "./Fact";
import css from "./Facts.module.css";
import { useRuleWords } from "./useRuleWords";

/** How a task comes again, in words, and the way to end that. */
export function Recurrence({ task, canWrite }: { task: Task; canWrite: boolean }) {
  const say = useSay();
  const ruleWords = useRuleWords();
  const [asking, setAsking] = useState(false);
  const { recurrence, recurrence_id: id } = task;
  if (!recurrence) return null;
  const end = async (recurrenceId: number) => {
    setAsking(false);
    try {
      await api.DELETE("/api/recurrences/{recurrence_id}", {
        params: { path: { recurrence_id: recurrenceId } },
      });
      await reload(task.id);
      toast({ kind: "done", text: say("task-recurrence-ended") });
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Fact name={say("task-field-recurrence")}>
      <span className={css.value}>
        <span className={css.rule}>
          <Repeat aria-hidden /> {ruleWords(recurrence)}
        </span>
        {canWrite && id && (
          <IconButton label={say("task-recurrence-end")} small onClick={() => setAsking(true)}>
            <X aria-hidden />
          </IconButton>
        )}
      </span>
      <Dialog open={asking} onClose={() => setAsking(false)} title={say("task-recurrence-end-title")}>
        <p>{say("task-recurrence-end-why")}</p>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{say("cancel")}</Button>
          <Button look="danger" onClick={() => id && end(id)}>
            {say("task-recurrence-end")}
          </Button>
        </DialogActions>
      </Dialog>
    </Fact>
  );
}
