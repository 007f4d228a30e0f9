import { useSay } from "../text/text";
import { Dialog } from "../ui/Dialog";

interface ComposerProps {
  onClose: () => void;
  /** Text to begin with. */
  seed: string;
}

/** A line of text that becomes a task. */
export default function Composer({ onClose, seed }: ComposerProps) {
  const say = useSay();
  return (
    <Dialog open onClose={onClose} title={say("add-task")}>
      {seed}
    </Dialog>
  );
}
