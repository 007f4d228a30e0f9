import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { answered, api } from "../../api/client";
import type { WorkspaceMember } from "../../api/schema";
import { useSay } from "../../text/text";
import { Button, buttonClass } from "../../ui/Button";
import { Avatar } from "../../ui/marks";
import { Empty, Failed, Loading } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { Confirm } from "../Confirm";
import { FilterField } from "../FilterField";
import { Panel } from "../Panel";
import css from "../Rows.module.css";
import { useIsAdmin } from "../workspace";
import { findMembers } from "./find";

const MEMBERS = ["members"];
/** From so many people on there is something to type to find one. */
const MANY = 8;

function MemberRow({ member, onSignOut }: { member: WorkspaceMember; onSignOut?: () => void }) {
  const say = useSay();
  return (
    <li className={css.row}>
      <Avatar name={member.name} />
      <div className={css.words}>
        <span>
          <bdi className={css.name}>{member.name}</bdi> <bdi className={css.more}>{member.mark}</bdi>
        </span>
        <bdi className={css.more}>{member.chats.join(", ")}</bdi>
      </div>
      <span className={css.tag}>{say(`settings-standing-${member.standing}`)}</span>
      {onSignOut && (
        <Button small aria-label={say("settings-sign-out-who", { name: member.name })} onClick={onSignOut}>
          {say("settings-sign-out")}
        </Button>
      )}
    </li>
  );
}

function MemberList({ members }: { members: readonly WorkspaceMember[] }) {
  const say = useSay();
  const admin = useIsAdmin();
  const queries = useQueryClient();
  const [query, setQuery] = useState("");
  const [leaving, setLeaving] = useState<WorkspaceMember | null>(null);
  const signOut = async ({ person_id, name }: WorkspaceMember) => {
    await api.POST("/api/members/{person_id}/sign-out", { params: { path: { person_id } } });
    await queries.invalidateQueries({ queryKey: MEMBERS });
    toast({ kind: "done", text: say("settings-signed-out", { name }) });
  };
  const found = findMembers(members, query);
  return (
    <>
      {members.length >= MANY && (
        <div className={css.filter}>
          <FilterField label={say("settings-filter-members")} value={query} onChange={setQuery} />
        </div>
      )}
      {found.length === 0 && <p className={css.none}>{say("settings-nobody-found")}</p>}
      <ul>
        {found.map((member) => (
          <MemberRow
            key={member.person_id}
            member={member}
            {...(admin && { onSignOut: () => setLeaving(member) })}
          />
        ))}
      </ul>
      {leaving && (
        <Confirm
          title={say("settings-sign-out-title", { name: leaving.name })}
          action={say("settings-sign-out")}
          act={() => signOut(leaving)}
          onClose={() => setLeaving(null)}
        >
          {say("settings-sign-out-text")}
        </Confirm>
      )}
    </>
  );
}

/** The people of the workspace's Telegram chats. */
export function MembersPart() {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: MEMBERS,
    queryFn: async () => answered(await api.GET("/api/members")),
  });
  if (!data) return error ? <Failed error={error} retry={refetch} /> : <Loading />;
  if (data.length === 0) {
    return (
      <Empty
        icon={UsersRound}
        title={say("settings-no-members")}
        actions={
          <Link href="/settings/telegram" className={buttonClass({ look: "main" })}>
            {say("settings-connect-telegram")}
          </Link>
        }
      >
        {say("settings-no-members-more")}
      </Empty>
    );
  }
  return (
    <Panel flush title={say("settings-people", { count: data.length })}>
      <MemberList members={data} />
    </Panel>
  );
}
