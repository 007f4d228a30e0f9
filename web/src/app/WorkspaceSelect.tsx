import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import { toastProblem } from "../ui/toasts";
import { changeWorkspace, useMe } from "./session";
import css from "./WorkspaceSelect.module.css";

/** Which workspace is open, for who belongs to several; nothing for others. */
export function WorkspaceSelect({ className }: { className?: string | undefined }) {
  const say = useSay();
  const { workspace, workspaces } = useMe();
  if (workspaces.length < 2) return null;
  return (
    <select
      className={classes(css.select, className)}
      aria-label={say("workspace")}
      value={workspace.id}
      onChange={(event) => changeWorkspace(Number(event.target.value)).catch(toastProblem)}
    >
      {workspaces.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
