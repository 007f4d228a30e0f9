import { type FormEvent, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { TermKind } from "../../api/schema";
import { useUnsaved } from "../../app/leaving";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { toast } from "../../ui/toasts";
import { faultOf } from "../form";
import css from "./Terms.module.css";
import { KINDS, splitAliases } from "./terms";
import { useVocabularyChanges } from "./useVocabulary";

/** Adds one term after the other; the kind stays. */
export function AddTerm() {
  const say = useSay();
  const changes = useVocabularyChanges();
  const [kind, setKind] = useState<TermKind>("component");
  const [name, setName] = useState("");
  const [aliases, setAliases] = useState("");
  const [fault, setFault] = useState<string>();
  const first = useRef<HTMLFormElement>(null);
  useUnsaved(name.trim() !== "");

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setFault(say("settings-term-needed"));
    try {
      await changes.add({ kind, name: name.trim(), aliases: splitAliases(aliases) });
      setName("");
      setAliases("");
      toast({ kind: "done", text: say("settings-term-added", { name: name.trim() }) });
      first.current?.querySelector("input")?.focus();
    } catch (error) {
      const problem = asProblem(error);
      setFault(faultOf(problem, "name") ?? [problem.message, problem.remedy].filter(Boolean).join(" "));
    }
  };

  return (
    <form ref={first} className={css.add} onSubmit={add} noValidate>
      <SelectField
        label={say("settings-kind")}
        value={kind}
        onChange={(event) => setKind(event.target.value as TermKind)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {say(`settings-kind-${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={say("settings-term-name")}
        value={name}
        problem={fault}
        maxLength={100}
        dir="auto"
        onChange={(event) => {
          setName(event.target.value);
          setFault(undefined);
        }}
      />
      <TextField
        label={say("settings-aliases")}
        placeholder={say("settings-aliases-example")}
        value={aliases}
        dir="auto"
        onChange={(event) => setAliases(event.target.value)}
      />
      <Button type="submit" look="main">
        {say("settings-add")}
      </Button>
    </form>
  );
}
