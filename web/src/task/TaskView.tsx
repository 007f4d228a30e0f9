import { Loading } from "../ui/States";

export default function TaskView() {
  return <Loading />;
}
