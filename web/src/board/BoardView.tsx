import { useLive } from "../live/use";
import { lazyPart } from "../text/text";
import { Loading } from "../ui/States";
import { useFirstStart } from "../welcome/firstStart";
import { Board } from "./Board";

const Welcome = lazyPart(() => import("../welcome/Welcome"));

/** The board; before anything has ever happened in the workspace, how things come here. */
export default function BoardView() {
  const waiting = useLive((state) => state.tasks.size === 0 && !state.loaded);
  const first = useFirstStart();
  if (first) return <Welcome />;
  return waiting ? <Loading lines={6} /> : <Board />;
}
