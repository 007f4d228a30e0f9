import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "wouter";
import { useLive } from "../live/use";
import { useSay } from "../text/text";
import { Button, buttonClass } from "../ui/Button";
import { Empty, Failed, Loading } from "../ui/States";
import { readProposal } from "./post";
import type { Inbox } from "./useInbox";

/** In the place of a proposal that does not wait: decided elsewhere, or only known by its link. */
export function Decided({ id, inbox }: { id: number; inbox: Inbox }) {
  const say = useSay();
  const known = useLive((state) => state.live.proposals.get(id));
  const read = useQuery({
    queryKey: ["proposal", id],
    queryFn: () => readProposal(id),
    enabled: known === undefined,
  });
  if (read.isError) return <Failed error={read.error} retry={() => inbox.move(1)} />;
  if (known === undefined || known.status === "pending") return <Loading />;
  const actions = (
    <>
      {known.task_id && (
        <Link href={`/tasks/${known.task_id}`} className={buttonClass({})}>
          {say("inbox-open-task")}
        </Link>
      )}
      <Button look="main" onClick={() => (inbox.waiting.length > 0 ? inbox.move(1) : inbox.back())}>
        {inbox.waiting.length > 0 ? say("inbox-next") : say("inbox-back")}
      </Button>
    </>
  );
  return (
    <Empty icon={CircleCheck} title={say(`inbox-decided-${known.status}`)} actions={actions}>
      <p>{say("inbox-decided-body")}</p>
      <p>
        <bdi>{known.task.title}</bdi>
      </p>
    </Empty>
  );
}
