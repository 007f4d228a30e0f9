import { useMemo } from "react";
import type { Workspace } from "../../api/schema";
import { useLanguage, useSay } from "../../text/text";
import { SelectField, TextField } from "../../ui/Field";
import { useNow } from "../../ui/now";
import { toast } from "../../ui/toasts";
import { type Form, useForm } from "../form";
import { Panel } from "../Panel";
import { SaveBar } from "../SaveBar";
import { SuggestField } from "../SuggestField";
import { useChangeWorkspace, useIsAdmin } from "../workspace";
import { languageChoices } from "./languages";
import { Thresholds } from "./Thresholds";
import { clockIn, zoneSuggestions } from "./zones";

/** What is edited here of a workspace; null: as the system is set. */
export interface Editable {
  name: string;
  timezone: string;
  language: string;
  task_threshold: number | null;
  proposal_threshold: number | null;
  duplicate_threshold: number;
}

function editableOf(workspace: Workspace): Editable {
  return {
    name: workspace.name,
    timezone: workspace.timezone,
    language: workspace.language,
    task_threshold: workspace.task_threshold ?? null,
    proposal_threshold: workspace.proposal_threshold ?? null,
    duplicate_threshold: workspace.duplicate_threshold,
  };
}

function Zone({ form, admin }: { form: Form<Editable>; admin: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const suggestions = useMemo(zoneSuggestions, []);
  const clock = clockIn(form.values.timezone, useNow(), language);
  return (
    <SuggestField
      label={say("settings-timezone")}
      hint={clock === null ? say("settings-timezone-hint") : say("settings-timezone-now", { clock })}
      problem={form.fault("timezone")}
      value={form.values.timezone}
      onChange={(timezone) => form.set({ timezone })}
      suggestions={suggestions}
      disabled={!admin}
    />
  );
}

function Basics({ form, admin }: { form: Form<Editable>; admin: boolean }) {
  const say = useSay();
  const shown = useLanguage();
  return (
    <Panel title={say("settings-workspace")} hint={say("settings-workspace-hint")}>
      <TextField
        label={say("settings-name")}
        value={form.values.name}
        problem={form.fault("name")}
        disabled={!admin}
        dir="auto"
        onChange={(event) => form.set({ name: event.target.value })}
      />
      <Zone form={form} admin={admin} />
      <SelectField
        label={say("settings-language")}
        hint={say("settings-language-hint")}
        value={form.values.language}
        problem={form.fault("language")}
        disabled={!admin}
        onChange={(event) => form.set({ language: event.target.value })}
      >
        <option value="">{say("settings-language-none")}</option>
        {languageChoices(form.values.language, shown).map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </SelectField>
    </Panel>
  );
}

/** The workspace's name, its clocks and language, and its limits; only admins change them. */
export function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const say = useSay();
  const admin = useIsAdmin();
  const change = useChangeWorkspace();
  const form = useForm(editableOf(workspace), async (changes) => {
    await change(changes);
    toast({ kind: "done", text: say("settings-saved") });
  });
  return (
    <>
      <Basics form={form} admin={admin} />
      <Thresholds form={form} admin={admin} />
      <SaveBar dirty={form.dirty} saving={form.saving} onSave={form.save} onCancel={form.cancel} />
    </>
  );
}
