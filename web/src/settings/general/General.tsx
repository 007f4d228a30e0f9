import { useSay } from "../../text/text";
import { Failed, Loading } from "../../ui/States";
import { Notice } from "../Panel";
import { useIsAdmin, useWorkspace } from "../workspace";
import { Personal } from "./Personal";
import { WorkspaceForm } from "./WorkspaceForm";

/** How the page looks to this person, and how the workspace's messages are read. */
export function General() {
  const say = useSay();
  const admin = useIsAdmin();
  const { data, error, refetch } = useWorkspace();
  return (
    <>
      <Personal />
      {!admin && <Notice>{say("settings-admins-only")}</Notice>}
      {data ? (
        <WorkspaceForm workspace={data} />
      ) : error ? (
        <Failed error={error} retry={refetch} />
      ) : (
        <Loading />
      )}
    </>
  );
}
