import { Loading } from "../ui/States";

export default function MessagesView() {
  return <Loading />;
}
