import { SearchX } from "lucide-react";
import { Link, useParams } from "wouter";
import { asProblem } from "../api/problem";
import { useSay } from "../text/text";
import { buttonClass } from "../ui/Button";
import { Empty, Failed, Loading } from "../ui/States";
import { TaskPage } from "./TaskPage";
import { useTaskDetail } from "./useTaskDetail";

/** The task whose number stands in the address. */
export default function TaskView() {
  const { id = "" } = useParams<{ id: string }>();
  if (!/^[1-9]\d{0,15}$/.test(id)) return <NoTask />;
  return <LoadedTask key={id} id={Number(id)} />;
}

function LoadedTask({ id }: { id: number }) {
  const { data, error, refetch } = useTaskDetail(id);
  // What has been read stays, even if it can't be read anew just now.
  if (data !== undefined) return <TaskPage detail={data} onStale={() => void refetch()} />;
  if (error === null) return <Loading />;
  if (asProblem(error).status === 404) return <NoTask />;
  return <Failed error={error} retry={() => refetch()} />;
}

function NoTask() {
  const say = useSay();
  return (
    <Empty
      icon={SearchX}
      title={say("task-missing")}
      actions={
        <Link href="/" className={buttonClass({ look: "main" })}>
          {say("task-to-board")}
        </Link>
      }
    >
      {say("task-missing-why")}
    </Empty>
  );
}
