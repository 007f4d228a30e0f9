import { Plus, SquareKanban } from "lucide-react";
import { openComposer } from "../app/overlays";
import { useCanWrite, useLive } from "../live/use";
import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/States";
import { Board } from "./Board";

function FirstStart() {
  const say = useSay();
  const canWrite = useCanWrite();
  const button = (
    <Button look="main" onClick={openComposer}>
      <Plus aria-hidden />
      {say("add-task")}
    </Button>
  );
  return (
    <Empty icon={SquareKanban} title={say("board-first-title")} actions={canWrite && button}>
      {say("board-first")}
    </Empty>
  );
}

/** The board; before anything has ever happened in the workspace, how things come here. */
export default function BoardView() {
  const empty = useLive((state) => state.tasks.size === 0);
  const loaded = useLive((state) => state.loaded);
  const untouched = useLive((state) => (state.live.lastSeq ?? 0) === 0);
  if (empty && !loaded) return <Loading lines={6} />;
  return empty && untouched ? <FirstStart /> : <Board />;
}
