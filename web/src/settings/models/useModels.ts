/** Models to choose from, and trying one. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { AgentModelsPatch, ModelOffer, Trial, Workspace, WorkspacePatch } from "../../api/schema";
import type { Suggestion } from "../SuggestField";
import { useChangeWorkspace } from "../workspace";

const MODELS = ["models"];
export const AGENTS = ["classification", "extraction", "analysis"] as const;
export type Agent = (typeof AGENTS)[number];

/** The names of models as they are typed; empty: the workspace's, and of the workspace the system's. */
export type ModelNames = Record<Agent | "model", string>;

export function useModels() {
  return useQuery({ queryKey: MODELS, queryFn: async () => answered(await api.GET("/api/models")) });
}

export function namesOf({ model, models }: Workspace): ModelNames {
  return {
    model: model ?? "",
    classification: models?.classification ?? "",
    extraction: models?.extraction ?? "",
    analysis: models?.analysis ?? "",
  };
}

/** Return the change of the workspace that sets these names; an empty one puts a model back. */
export function patchOf(changes: Partial<ModelNames>): WorkspacePatch {
  const { model, ...agents } = changes;
  const models: AgentModelsPatch = Object.fromEntries(
    Object.entries(agents).map(([agent, name]) => [agent, name.trim() || null]),
  );
  return {
    ...(model !== undefined && { model: model.trim() || null }),
    ...(Object.keys(agents).length > 0 && { models }),
  };
}

/** Return how to set models; throws a `ProblemError` that names the fields that were refused. */
export function useSetModels(): (changes: Partial<ModelNames>) => Promise<void> {
  const change = useChangeWorkspace();
  const queries = useQueryClient();
  return async (changes) => {
    await change(patchOf(changes));
    await queries.invalidateQueries({ queryKey: MODELS });
  };
}

/** Return what can be chosen as suggestions. */
export function suggestionsOf({ choices }: ModelOffer): Suggestion[] {
  return choices
    .filter(({ available }) => available)
    .map(({ name, label }) => ({ value: name, label, detail: name === label ? "" : name }));
}

export async function tryModel(model: string): Promise<Trial[]> {
  return answered(await api.POST("/api/models/test", { body: { model } }));
}
