import { Loading } from "../ui/States";

export default function BoardView() {
  return <Loading />;
}
