import { useSay } from "../text/text";
import { Dialog } from "../ui/Dialog";

export default function SearchPalette({ onClose }: { onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog open onClose={onClose} title={say("search")} bare>
      {null}
    </Dialog>
  );
}
