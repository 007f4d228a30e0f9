import { useState } from "react";
import type { ApiKey } from "../../api/schema";
import { moment, relative } from "../../text/format";
import { useLanguage, useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { useNow } from "../../ui/now";
import { Failed, Loading } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { Confirm } from "../Confirm";
import { Notice, Panel } from "../Panel";
import css from "../Rows.module.css";
import { useIsAdmin } from "../workspace";
import { CreateKey } from "./CreateKey";
import { useKeyChanges, useKeys } from "./useKeys";

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke?: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const [event, at] = apiKey.revoked_at ? ["revoked", apiKey.revoked_at] : ["created", apiKey.created_at];
  const when = new Date(at);
  return (
    <li className={css.row}>
      <div className={css.words}>
        <bdi className={css.name}>{apiKey.name}</bdi>
        <time className={css.more} dateTime={at} title={moment(when, language)}>
          {say(`settings-key-${event}`, { when: relative(when, now, language) })}
        </time>
      </div>
      <span className={css.tag}>{say(`role-${apiKey.role}`)}</span>
      {onRevoke && (
        <Button
          small
          look="danger"
          aria-label={say("settings-revoke-key", { name: apiKey.name })}
          onClick={onRevoke}
        >
          {say("settings-revoke")}
        </Button>
      )}
    </li>
  );
}

function KeyList({ keys }: { keys: readonly ApiKey[] }) {
  const say = useSay();
  const { revoke } = useKeyChanges();
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const inForce = keys.filter((key) => !key.revoked_at);
  const revoked = keys.filter((key) => key.revoked_at);
  return (
    <>
      <ul>
        {inForce.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setDoomed(key)} />
        ))}
      </ul>
      {revoked.length > 0 && (
        <details className={css.old}>
          <summary>{say("settings-revoked-keys", { count: revoked.length })}</summary>
          <ul>
            {revoked.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        </details>
      )}
      {doomed && (
        <Confirm
          title={say("settings-revoke-title", { name: doomed.name })}
          action={say("settings-revoke")}
          act={async () => {
            await revoke(doomed.id);
            toast({ kind: "done", text: say("settings-key-gone", { name: doomed.name }) });
          }}
          onClose={() => setDoomed(null)}
        >
          {say("settings-revoke-text")}
        </Confirm>
      )}
    </>
  );
}

function AllKeys() {
  const say = useSay();
  const { data, error, refetch } = useKeys();
  return (
    <>
      <CreateKey />
      <Panel flush title={say("settings-keys")}>
        {data ? <KeyList keys={data} /> : error ? <Failed error={error} retry={refetch} /> : <Loading />}
      </Panel>
    </>
  );
}

/** The keys by which programs and people come in; for admins only. */
export function KeysPart() {
  const say = useSay();
  return useIsAdmin() ? <AllKeys /> : <Notice>{say("settings-keys-admins-only")}</Notice>;
}
