import { Loading } from "../ui/States";

export default function InboxView() {
  return <Loading />;
}
