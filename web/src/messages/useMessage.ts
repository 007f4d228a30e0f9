import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import type { MessageDetail } from "../api/schema";
import { useLive } from "../live/use";

/** Read one message with its earlier texts; what the live socket says of it since is in it. */
export function useMessage(id: number) {
  const live = useLive((state) => state.live.messages.get(id));
  const query = useQuery({
    // Read anew when its text has changed: only the server knows the texts before.
    queryKey: ["messages", "one", id, live?.edited_at ?? null],
    queryFn: async ({ signal }) => {
      const params = { path: { message_id: id } };
      return answered(await api.GET("/api/messages/{message_id}", { params, signal }));
    },
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
  const message: MessageDetail | undefined = live ? { edits: [], ...query.data, ...live } : query.data;
  return { message, error: query.error, retry: () => void query.refetch() };
}
