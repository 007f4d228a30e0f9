import { lazy } from "react";
import { Loading } from "../ui/States";
import { useFirstStart } from "../welcome/firstStart";

const Welcome = lazy(() => import("../welcome/Welcome"));

export default function BoardView() {
  return useFirstStart() ? <Welcome /> : <Loading />;
}
