import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useSay } from "../text/text";
import { useNow } from "../ui/now";
import { Card } from "./Card";
import css from "./FeedList.module.css";
import type { Feed } from "./useFeed";
import { useFeedKeys } from "./useFeedKeys";
import { useHeldBack } from "./useHeldBack";

/** A card's height before it has been measured, in pixels. */
const GUESSED_PX = 132;
const GAP_PX = 8;
/** How many cards before the end older ones are asked for. */
const AHEAD = 10;

interface FeedListProps {
  feed: Feed;
  chatName: (chatId: string) => string;
  openId: number | null;
  scroller: HTMLDivElement | null;
}

/** The cards in view, and those that come next. */
export function FeedList({ feed, chatName, openId, scroller }: FeedListProps) {
  const say = useSay();
  const now = useNow();
  const { shown, held, reveal } = useHeldBack(feed.messages, scroller);
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0));
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller,
    estimateSize: () => GUESSED_PX,
    getItemKey: (index) => shown[index]?.id ?? index,
    gap: GAP_PX,
    scrollMargin: margin,
    overscan: 6,
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const wanted = feed.more !== null && !feed.loadingMore && last >= shown.length - AHEAD;
  const { more } = feed;
  useEffect(() => {
    if (wanted) more?.();
  });
  useFeedKeys(shown, rows, scroller);
  return (
    <>
      {held > 0 && (
        <button type="button" className={css.pill} onClick={reveal}>
          <ArrowUp aria-hidden />
          {say("messages-new", { count: held })}
        </button>
      )}
      <div
        ref={list}
        role="feed"
        aria-busy={feed.loadingMore}
        aria-label={say("view-messages")}
        className={css.list}
        style={{ height: rows.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const message = shown[index];
          return (
            message && (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className={css.row}
                style={{ transform: `translateY(${start - margin}px)` }}
              >
                <Card
                  message={message}
                  chat={chatName(message.chat_id)}
                  hit={feed.hits.get(message.id)}
                  now={now}
                  place={index + 1}
                  size={feed.more === null ? shown.length : -1}
                  open={message.id === openId}
                />
              </div>
            )
          );
        })}
      </div>
      <p className={css.end}>
        {feed.loadingMore && say("loading")}
        {feed.more === null && say("messages-end", { count: shown.length })}
      </p>
    </>
  );
}
