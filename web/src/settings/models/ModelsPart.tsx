import type { ModelOffer, Workspace } from "../../api/schema";
import { useSay } from "../../text/text";
import { Failed, Loading } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { Facts } from "../Facts";
import { useForm } from "../form";
import { Notice, Panel } from "../Panel";
import { SaveBar } from "../SaveBar";
import { SuggestField } from "../SuggestField";
import { useIsAdmin, useWorkspace } from "../workspace";
import { Missing } from "./Missing";
import { TryModel } from "./TryModel";
import { AGENTS, namesOf, suggestionsOf, useModels, useSetModels } from "./useModels";

function InUse({ offer }: { offer: ModelOffer }) {
  const say = useSay();
  return (
    <Panel title={say("settings-models-in-use")} hint={say("settings-models-in-use-hint")}>
      <Facts
        facts={AGENTS.map((agent) => [
          say(`settings-agent-${agent}`),
          <code key={agent}>{offer.in_use[agent] ?? "–"}</code>,
        ])}
      />
    </Panel>
  );
}

function Choose({ offer, workspace }: { offer: ModelOffer; workspace: Workspace }) {
  const say = useSay();
  const set = useSetModels();
  const form = useForm(namesOf(workspace), async (changes) => {
    await set(changes);
    toast({ kind: "done", text: say("settings-saved") });
  });
  const suggestions = suggestionsOf(offer);
  const fields = ["model", ...AGENTS] as const;
  return (
    <>
      <Panel title={say("settings-choose-models")} hint={say("settings-choose-models-hint")}>
        {fields.map((field) => (
          <SuggestField
            key={field}
            label={say(`settings-model-of-${field}`)}
            placeholder={say(field === "model" ? "settings-model-system" : "settings-model-workspace")}
            problem={form.fault(field === "model" ? field : `models.${field}`)}
            value={form.values[field]}
            onChange={(name) => form.set({ [field]: name })}
            suggestions={suggestions}
          />
        ))}
        <Missing choices={offer.choices} />
      </Panel>
      <TryModel suggestions={suggestions} initial={workspace.model ?? offer.in_use.analysis ?? "embedded"} />
      <SaveBar dirty={form.dirty} saving={form.saving} onSave={form.save} onCancel={form.cancel} />
    </>
  );
}

/** Which models read the messages, and which could. */
export function ModelsPart() {
  const say = useSay();
  const admin = useIsAdmin();
  const models = useModels();
  const workspace = useWorkspace();
  const error = models.error ?? workspace.error;
  if (!models.data || !workspace.data) {
    const retry = () => {
      void models.refetch();
      void workspace.refetch();
    };
    return error ? <Failed error={error} retry={retry} /> : <Loading />;
  }
  return (
    <>
      <InUse offer={models.data} />
      {admin ? (
        <Choose offer={models.data} workspace={workspace.data} />
      ) : (
        <Notice>{say("settings-models-admins-only")}</Notice>
      )}
    </>
  );
}
