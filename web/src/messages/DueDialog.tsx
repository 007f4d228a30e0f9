import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { readLine } from "../api/quickAdd";
import type { Message } from "../api/schema";
import { useMainButton } from "../telegram/host";
import { dueHere, isWholeDay } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { useZone } from "../text/zone";
import { useAfterPause } from "../ui/afterPause";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import css from "./DueDialog.module.css";
import { useCorrect } from "./useCorrect";
import { useStanding } from "./verdicts";

/** How long after the last key the words are read. */
const PAUSE_MS = 150;

/** Return what words say of a due time: null for nothing, undefined while they are being read. */
function useDueOf(words: string): string | null | undefined {
  const settled = useAfterPause(words.trim(), PAUSE_MS, "");
  const { data } = useQuery({
    queryKey: ["due", settled],
    queryFn: async ({ signal }) =>
      // A title before the words: a line that is nothing but a time would be read as a title.
      (await readLine(`x ${settled}`, signal)).due ?? null,
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  if (words.trim() === "") return null;
  return settled === words.trim() ? data : undefined;
}

function dueInFull(due: string, language: string, zone: string): string {
  const when = dueHere(new Date(due), zone);
  const clock = isWholeDay(when) ? {} : ({ timeStyle: "short" } as const);
  return new Intl.DateTimeFormat(language, { dateStyle: "full", ...clock }).format(when);
}

/** Asks for a due time in words, shows what they mean, and corrects the message with it. */
export function DueDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const zone = useZone();
  const correct = useCorrect();
  const standing = useStanding(message);
  const [words, setWords] = useState("");
  const due = useDueOf(words);
  const set = (next: string | null) => {
    void correct(message, { due: next });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (due) set(due);
  };
  useMainButton({ text: say("save"), enabled: Boolean(due), onPress: () => due && set(due) });
  const unclear = words.trim() !== "" && due === null;
  return (
    <Dialog open onClose={onClose} title={say("messages-due")}>
      <form className={css.form} onSubmit={submit}>
        <TextField
          label={say("messages-due-words")}
          placeholder={say("messages-due-example")}
          value={words}
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
          hint={due ? dueInFull(due, language, zone) : say("messages-due-hint")}
          problem={unclear ? say("messages-due-unclear") : undefined}
        />
        <div className={css.actions}>
          {standing?.due && (
            <Button look="plain" onClick={() => set(null)}>
              {say("messages-due-clear")}
            </Button>
          )}
          <Button onClick={onClose}>{say("cancel")}</Button>
          <Button look="main" type="submit" disabled={!due}>
            {say("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
