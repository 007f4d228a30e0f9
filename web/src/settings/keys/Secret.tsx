import type { MadeKey } from "../../api/schema";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { DialogActions } from "../../ui/DialogActions";
import { Copyable } from "../Copyable";
import css from "./Keys.module.css";

/** The secret of a key that was just made; nobody can show it again. */
export function Secret({ made, onClose }: { made: MadeKey; onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog open onClose={onClose} title={say("settings-secret-title", { name: made.name })}>
      <div className={css.secret}>
        <p>{say("settings-secret-text")}</p>
        <Copyable text={made.secret} label={say("settings-secret")} />
        <p className={css.example}>{say("settings-secret-use")}</p>
        <Copyable
          text={`curl -H "Authorization: Bearer ${made.secret}" ${location.origin}/api/tasks`}
          label={say("settings-secret-command")}
        />
      </div>
      <DialogActions>
        <Button look="main" onClick={onClose}>
          {say("settings-secret-kept")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
