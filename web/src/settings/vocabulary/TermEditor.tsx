import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { StoredTerm } from "../../api/schema";
import { useUnsaved } from "../../app/leaving";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import css from "./Terms.module.css";
import { joinAliases, splitAliases } from "./terms";
import { useVocabularyChanges } from "./useVocabulary";

/** Changes a term where it stands; Enter saves, Escape leaves it as it was. */
export function TermEditor({ term, onClose }: { term: StoredTerm; onClose: () => void }) {
  const say = useSay();
  const changes = useVocabularyChanges();
  const stored = joinAliases(term.aliases ?? []);
  const [name, setName] = useState(term.name);
  const [aliases, setAliases] = useState(stored);
  const [fault, setFault] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  useUnsaved(name !== term.name || aliases !== stored);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setFault(say("settings-term-needed"));
    try {
      await changes.change(term.id, { name: name.trim(), aliases: splitAliases(aliases) });
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setFault([problem.message, problem.remedy].filter(Boolean).join(" "));
    }
  };
  const leave = (event: KeyboardEvent) => event.key === "Escape" && onClose();

  return (
    <form ref={form} className={css.editor} onSubmit={save} onKeyDown={leave} noValidate>
      <TextField
        label={say("settings-term-name")}
        value={name}
        problem={fault}
        maxLength={100}
        dir="auto"
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={say("settings-aliases")}
        value={aliases}
        dir="auto"
        onChange={(event) => setAliases(event.target.value)}
      />
      <div className={css.actions}>
        <Button onClick={onClose}>{say("cancel")}</Button>
        <Button type="submit" look="main">
          {say("save")}
        </Button>
      </div>
    </form>
  );
}
