import { Loading } from "../ui/States";

export default function StatsView() {
  return <Loading />;
}
