import { useState } from "react";
import type { StoredTerm, Term } from "../../api/schema";
import { type Say, useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogActions } from "../../ui/DialogActions";
import { TextArea } from "../../ui/Field";
import { toast, toastProblem } from "../../ui/toasts";
import { Segments } from "../Segments";
import css from "./Terms.module.css";
import { compareTerms, mergeTerms, readTerms, UnreadableTermsError } from "./terms";
import { useVocabularyChanges } from "./useVocabulary";

type Way = "add" | "replace";
const WAYS: readonly Way[] = ["add", "replace"];

type Reading = { readonly terms: Term[] } | { readonly fault: string };

function read(text: string, say: Say): Reading {
  try {
    return { terms: readTerms(text) };
  } catch (error) {
    if (!(error instanceof UnreadableTermsError)) throw error;
    const { line } = error;
    return {
      fault: line === null ? say("settings-import-unreadable") : say("settings-import-line", { line }),
    };
  }
}

/** Takes in terms by a file or a paste, after showing what that would change. */
export function ImportDialog({ known, onClose }: { known: readonly StoredTerm[]; onClose: () => void }) {
  const say = useSay();
  const changes = useVocabularyChanges();
  const [text, setText] = useState("");
  const [way, setWay] = useState<Way>("add");
  const reading = read(text, say);
  const incoming = "terms" in reading ? reading.terms : [];
  const after = mergeTerms(way === "add" ? known : [], incoming);
  const take = () =>
    changes.replace(after).then(() => {
      toast({ kind: "done", text: say("settings-import-done", { count: incoming.length }) });
      onClose();
    }, toastProblem);
  return (
    <Dialog open onClose={onClose} title={say("settings-import-title")} wide>
      <div className={css.import}>
        <TextArea
          label={say("settings-import-text")}
          hint={
            incoming.length > 0
              ? say("settings-import-preview", { ...compareTerms(known, after) })
              : say("settings-import-hint")
          }
          problem={"fault" in reading ? reading.fault : undefined}
          rows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label className={css.file}>
          <span>{say("settings-import-file")}</span>
          <input
            type="file"
            accept=".json,.txt,.csv,application/json,text/plain"
            onChange={(event) => event.target.files?.[0]?.text().then(setText, toastProblem)}
          />
        </label>
        <Segments
          label={say("settings-import-way")}
          options={WAYS.map((name) => ({ name, text: say(`settings-import-${name}`) }))}
          value={way}
          onChange={setWay}
        />
      </div>
      <DialogActions>
        <Button onClick={onClose}>{say("cancel")}</Button>
        <Button look="main" disabled={incoming.length === 0} onClick={take}>
          {say("settings-import")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
