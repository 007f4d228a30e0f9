import { useQuery } from "@tanstack/react-query";
import { Inbox as InboxIcon } from "lucide-react";
import { Link } from "wouter";
import { useLive } from "../live/use";
import { useSay } from "../text/text";
import { buttonClass } from "../ui/Button";
import { Empty, Loading } from "../ui/States";
import { readWaiting, WAITING_PAGE } from "./post";
import { Triage } from "./Triage";
import { Unread } from "./Unread";
import { useDecisions } from "./useDecisions";
import { useInbox } from "./useInbox";

/** Where proposals wait until somebody decides. */
export default function InboxView() {
  const inbox = useInbox();
  const decisions = useDecisions(inbox);
  const loaded = useLive((state) => state.loaded);
  // The page starts with the newest ones only.
  const more = loaded && inbox.waiting.length >= WAITING_PAGE;
  useQuery({ queryKey: ["inbox-waiting"], queryFn: readWaiting, enabled: more, staleTime: Infinity });
  if (inbox.waiting.length > 0 || inbox.chosen) return <Triage inbox={inbox} decisions={decisions} />;
  return loaded ? <Nothing /> : <Loading />;
}

/** Everything is decided. */
function Nothing() {
  const say = useSay();
  const more = (
    <Link href="/messages" className={buttonClass({})}>
      {say("inbox-empty-chat")}
    </Link>
  );
  return (
    <>
      <Empty icon={InboxIcon} title={say("inbox-empty-title")} actions={more}>
        {say("inbox-empty-body")}
      </Empty>
      <Unread />
    </>
  );
}
