/** The workspace's API keys. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { MadeKey, NewKey } from "../../api/schema";

const KEYS = ["keys"];

export function useKeys() {
  return useQuery({ queryKey: KEYS, queryFn: async () => answered(await api.GET("/api/keys")) });
}

/** Return how to make and revoke keys; both throw a `ProblemError` when refused. */
export function useKeyChanges() {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: KEYS });
  return {
    async create(key: NewKey): Promise<MadeKey> {
      const made = answered(await api.POST("/api/keys", { body: key }));
      await readAgain();
      return made;
    },
    async revoke(id: number): Promise<void> {
      await api.DELETE("/api/keys/{key_id}", { params: { path: { key_id: id } } });
      await readAgain();
    },
  };
}
