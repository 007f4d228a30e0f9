import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { StoredTerm } from "../../api/schema";
import { useCanWrite } from "../../live/use";
import { useSay } from "../../text/text";
import { IconButton } from "../../ui/Button";
import { toast, toastProblem } from "../../ui/toasts";
import { TermEditor } from "./TermEditor";
import css from "./Terms.module.css";
import { useVocabularyChanges } from "./useVocabulary";

function useRemove(term: StoredTerm): () => void {
  const say = useSay();
  const changes = useVocabularyChanges();
  const { kind, name, aliases } = term;
  const bringBack = () => {
    changes.add({ kind, name, aliases: aliases ?? [] }).catch(toastProblem);
  };
  return () => {
    changes.remove(term.id).then(
      () =>
        toast({
          kind: "done",
          text: say("settings-term-deleted", { name }),
          action: { text: say("undo"), act: bringBack },
        }),
      toastProblem,
    );
  };
}

/** A term with its aliases; members change it in place. */
export function TermRow({ term }: { term: StoredTerm }) {
  const say = useSay();
  const canWrite = useCanWrite();
  const remove = useRemove(term);
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <li className={css.row}>
        <TermEditor term={term} onClose={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className={css.row}>
      <div className={css.words}>
        <bdi className={css.name}>{term.name}</bdi>
        <span className={css.kind}>{say(`settings-kind-${term.kind}`)}</span>
        {(term.aliases ?? []).map((alias) => (
          <bdi key={alias} className={css.alias}>
            {alias}
          </bdi>
        ))}
      </div>
      {canWrite && (
        <div className={css.actions}>
          <IconButton
            small
            label={say("settings-edit-term", { name: term.name })}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden />
          </IconButton>
          <IconButton small label={say("settings-delete-term", { name: term.name })} onClick={remove}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      )}
    </li>
  );
}
