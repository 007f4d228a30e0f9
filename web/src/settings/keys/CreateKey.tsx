import { type FormEvent, useState } from "react";
import { asProblem } from "../../api/problem";
import type { MadeKey, Role } from "../../api/schema";
import { useUnsaved } from "../../app/leaving";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { faultOf } from "../form";
import { Panel } from "../Panel";
import css from "./Keys.module.css";
import { Secret } from "./Secret";
import { useKeyChanges } from "./useKeys";

const ROLES: readonly Role[] = ["viewer", "member", "admin"];

function useCreating() {
  const say = useSay();
  const { create } = useKeyChanges();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [fault, setFault] = useState<string>();
  const [made, setMade] = useState<MadeKey | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setFault(say("settings-key-name-needed"));
    try {
      setMade(await create({ name: name.trim(), role }));
      setName("");
    } catch (error) {
      const problem = asProblem(error);
      setFault(faultOf(problem, "name") ?? [problem.message, problem.remedy].filter(Boolean).join(" "));
    }
  };
  const rename = (next: string) => {
    setName(next);
    setFault(undefined);
  };
  return { name, rename, role, setRole, fault, made, forget: () => setMade(null), submit };
}

/** Makes a key, and shows its secret this once. */
export function CreateKey() {
  const say = useSay();
  const { name, rename, role, setRole, fault, made, forget, submit } = useCreating();
  useUnsaved(name.trim() !== "");
  return (
    <Panel title={say("settings-create-key")} hint={say("settings-create-key-hint")}>
      <form className={css.create} onSubmit={submit} noValidate>
        <TextField
          label={say("settings-key-name")}
          placeholder={say("settings-key-name-example")}
          value={name}
          problem={fault}
          autoComplete="off"
          onChange={(event) => rename(event.target.value)}
        />
        <SelectField
          label={say("settings-role")}
          hint={say(`settings-role-${role}-may`)}
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {say(`role-${one}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="main">
          {say("settings-create")}
        </Button>
      </form>
      {made && <Secret made={made} onClose={forget} />}
    </Panel>
  );
}
