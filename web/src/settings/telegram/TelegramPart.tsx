import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { useSay } from "../../text/text";
import { Failed, Loading } from "../../ui/States";
import { Panel } from "../Panel";
import { Chats } from "./Chats";
import { Connection } from "./Connection";
import { StepList } from "./StepList";
import { stepsOf } from "./steps";

/** While the page is open the marks follow what is done elsewhere. */
const EVERY_MS = 5_000;

/** How to connect Telegram, step by step, and how the connection is. */
export function TelegramPart() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ["telegram"],
    queryFn: async () => answered(await api.GET("/api/telegram")),
    refetchInterval: EVERY_MS,
  });
  if (!data) return error ? <Failed error={error} retry={refetch} /> : <Loading />;
  const steps = stepsOf(data);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <>
      {data.token_set && <Connection report={data} />}
      <Panel title={say("settings-telegram-steps")} hint={say("settings-telegram-steps-hint")}>
        <p role="status" className="unseen">
          {say("settings-steps-done", { done, all: steps.length })}
        </p>
        <StepList steps={steps} report={data} />
      </Panel>
      {data.chats.length > 0 && <Chats chats={data.chats} />}
    </>
  );
}
