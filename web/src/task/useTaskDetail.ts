import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answered, api } from "../api/client";
import type { TaskDetail } from "../api/schema";
import { putTasks } from "../live/store";
import { useLive } from "../live/use";

async function readDetail(id: number): Promise<TaskDetail> {
  const detail = answered(await api.GET("/api/tasks/{task_id}", { params: { path: { task_id: id } } }));
  putTasks([detail]);
  return detail;
}

/** Read a task with all that belongs to it, and again whenever a newer version of it is heard of. */
export function useTaskDetail(id: number) {
  const query = useQuery({ queryKey: ["task", id], queryFn: () => readDetail(id) });
  const newest = useLive((state) => state.live.tasks.get(id)?.version ?? 0);
  const read = query.data?.version;
  const { refetch } = query;
  useEffect(() => {
    if (read !== undefined && newest > read) void refetch();
  }, [newest, read, refetch]);
  return query;
}
