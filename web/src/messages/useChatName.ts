import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";

/** Return how to call a chat: by its title where it is known, else by its id. */
export function useChatName(): (chatId: string) => string {
  const { data } = useQuery({
    queryKey: ["facets"],
    queryFn: async () => answered(await api.GET("/api/facets")),
    staleTime: 60_000,
  });
  const titles = new Map(data?.chats.map((chat) => [chat.chat_id, chat.title]));
  return (chatId) => titles.get(chatId) || chatId;
}
