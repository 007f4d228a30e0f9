import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { Loading } from "../../ui/States";
import { faultOf } from "../form";
import { Panel } from "../Panel";
import { SuggestField, type Suggestion } from "../SuggestField";
import css from "./Models.module.css";
import { Trials } from "./Trials";
import { tryModel } from "./useModels";

/** Return why a trial was refused, and what to do. */
function refusalOf(error: Error | null): string | undefined {
  if (error === null) return undefined;
  const problem = asProblem(error);
  return faultOf(problem, "model") ?? [problem.message, problem.remedy].filter(Boolean).join(" ");
}

/** Lets a model read samples, before or after it is chosen. */
export function TryModel({ suggestions, initial }: { suggestions: readonly Suggestion[]; initial: string }) {
  const say = useSay();
  const [model, setModel] = useState(initial);
  const trial = useMutation({ mutationFn: tryModel });
  return (
    <Panel title={say("settings-try-model")} hint={say("settings-try-model-hint")}>
      <form
        className={css.try}
        onSubmit={(event) => {
          event.preventDefault();
          if (!trial.isPending) trial.mutate(model.trim());
        }}
      >
        <SuggestField
          label={say("settings-model")}
          problem={refusalOf(trial.error)}
          value={model}
          onChange={setModel}
          suggestions={suggestions}
        />
        <Button type="submit" aria-disabled={trial.isPending} disabled={model.trim() === ""}>
          {say(trial.isPending ? "settings-trying" : "settings-try")}
        </Button>
      </form>
      {trial.isPending && <Loading lines={3} />}
      {trial.data && <Trials trials={trial.data} />}
    </Panel>
  );
}
