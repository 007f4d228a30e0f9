import { Loading } from "../ui/States";

export default function SettingsView() {
  return <Loading />;
}
