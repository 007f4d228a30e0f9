/** The workspace's settings as the server keeps them. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { Workspace, WorkspacePatch } from "../api/schema";
import { useMe } from "../app/session";

const WORKSPACE = ["workspace"];

export function useWorkspace() {
  return useQuery({ queryKey: WORKSPACE, queryFn: async () => answered(await api.GET("/api/workspace")) });
}

/** Return how to change the workspace; throws a `ProblemError` when it was not changed. */
export function useChangeWorkspace(): (patch: WorkspacePatch) => Promise<Workspace> {
  const queries = useQueryClient();
  return async (patch) => {
    const workspace = answered(await api.PATCH("/api/workspace", { body: patch }));
    queries.setQueryData(WORKSPACE, workspace);
    return workspace;
  };
}

/** Whether the person may change the workspace's settings, its keys and its people. */
export function useIsAdmin(): boolean {
  return useMe().role === "admin";
}
