import { LogOut } from "lucide-react";
import { useSay } from "../text/text";
import { IconButton } from "../ui/Button";
import { Avatar } from "../ui/marks";
import { toastProblem } from "../ui/toasts";
import css from "./Account.module.css";
import { logOut, useMe } from "./session";
import { WorkspaceSelect } from "./WorkspaceSelect";

/** Who is here, in which workspace, and the way out. */
export function Account() {
  const say = useSay();
  const me = useMe();
  return (
    <div className={css.account}>
      <WorkspaceSelect className={css.select} />
      <div className={css.who}>
        <Avatar name={me.name} />
        <div className={css.name}>
          <bdi>{me.name}</bdi> <span className={css.role}>{say(`role-${me.role}`)}</span>
        </div>
        <IconButton label={say("log-out")} small onClick={() => logOut().catch(toastProblem)}>
          <LogOut aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
