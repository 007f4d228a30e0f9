import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DialogActions } from "../ui/DialogActions";
import { leaveAnyway, stay } from "./leaving";

/** Asks whether what is not saved may be lost. */
export default function LeaveDialog() {
  const say = useSay();
  return (
    <Dialog open onClose={stay} title={say("leave-title")}>
      <p>{say("leave-text")}</p>
      <DialogActions>
        <Button look="danger" onClick={leaveAnyway}>
          {say("leave-discard")}
        </Button>
        <Button look="main" onClick={stay}>
          {say("leave-stay")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
