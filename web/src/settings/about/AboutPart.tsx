import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, ExternalLink } from "lucide-react";
import { problemOf } from "../../api/problem";
import type { HealthReply } from "../../api/schema";
import { useMe } from "../../app/session";
import { useSay } from "../../text/text";
import { Failed, Loading } from "../../ui/States";
import { Facts } from "../Facts";
import { Panel } from "../Panel";
import css from "../Rows.module.css";
import marks from "./About.module.css";

const EVERY_MS = 10_000;

/** Read how Manta is. Not by `api`: a system that is not well answers 503 and says why in the same words. */
async function readHealth(): Promise<HealthReply> {
  const response = await fetch("/api/health");
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "checks" in body) return body as HealthReply;
  throw problemOf(response, body);
}

function Health() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ["health"],
    queryFn: readHealth,
    refetchInterval: EVERY_MS,
  });
  if (!data) return error ? <Failed error={error} retry={refetch} /> : <Loading />;
  return (
    <ul>
      {Object.entries(data.checks).map(([name, { ok, detail }]) => (
        <li key={name} className={css.row}>
          {ok ? (
            <CircleCheck className={marks.well} aria-hidden />
          ) : (
            <CircleX className={marks.ill} aria-hidden />
          )}
          <div className={css.words}>
            <span className={css.name}>{name}</span>
            {detail && <span className={css.more}>{detail}</span>}
          </div>
          <span className={css.more}>{say(ok ? "settings-well" : "settings-ill")}</span>
        </li>
      ))}
    </ul>
  );
}

/** Which Manta this is, how it is, and where to read on. */
export function AboutPart() {
  const say = useSay();
  const me = useMe();
  return (
    <>
      <Panel title={say("settings-this-manta")}>
        <Facts
          facts={[
            [say("settings-version"), me.version],
            [say("workspace"), <bdi key="workspace">{me.workspace.name}</bdi>],
            [say("settings-you"), <bdi key="you">{`${me.name} (${say(`role-${me.role}`)})`}</bdi>],
          ]}
        />
        <p>
          <a href="/docs" className={marks.link}>
            {say("settings-api-docs")} <ExternalLink aria-hidden />
          </a>
        </p>
      </Panel>
      <Panel flush title={say("settings-health")} hint={say("settings-health-hint")}>
        <Health />
      </Panel>
    </>
  );
}
