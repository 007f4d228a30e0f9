import { type ReactNode, useState } from "react";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { toastProblem } from "../ui/toasts";

interface ConfirmProps {
  title: string;
  /** What happens then. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  act: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that can't be taken back; closes when it is done or refused. */
export function Confirm({ title, children, action, act, onClose }: ConfirmProps) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await act().catch(toastProblem);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <p>{children}</p>
      <DialogActions>
        <Button onClick={onClose}>{say("cancel")}</Button>
        <Button look="danger" disabled={busy} onClick={go}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
