import { type ReactNode, useMemo, useState } from "react";
import { useLocation, useParams, useSearch, useSearchParams } from "wouter";
import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import { Failed, Loading } from "../ui/States";
import { Detail } from "./Detail";
import { FeedList } from "./FeedList";
import { FilterBar } from "./FilterBar";
import { filtersAtAll, filtersOf } from "./filters";
import { Legend } from "./Legend";
import css from "./MessagesView.module.css";
import { NoMessages, NothingFits } from "./Nothing";
import { useChatName } from "./useChatName";
import { type Feed, useFeed } from "./useFeed";
import { useNarrow } from "./useNarrow";
import { Windows } from "./Windows";

/** Return the number of the message that the address names, null for the feed alone. */
function useOpenId(): number | null {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? null : Number(id);
}

/** Return how to go back from one message to the feed, to where it was opened. */
function useClose(openId: number | null): () => void {
  const [, navigate] = useLocation();
  const search = useSearch();
  return () => {
    navigate(search ? `/messages?${search}` : "/messages");
    // The feed can take the focus only when it is no longer covered.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-message="${openId}"] a[data-open]`)?.focus(),
    );
  };
}

function Content({ feed, filtered, children }: { feed: Feed; filtered: boolean; children: ReactNode }) {
  if (feed.error) return <Failed error={feed.error} retry={feed.retry} />;
  if (feed.loading) return <Loading lines={6} />;
  if (feed.messages.length > 0 || feed.more !== null) return children;
  return filtered ? <NothingFits /> : <NoMessages />;
}

/** Says when a search could not look for what is meant. */
function SearchNote({ feed }: { feed: Feed }) {
  const say = useSay();
  return <div role="status">{feed.wordsOnly && <p className={css.note}>{say("words-only")}</p>}</div>;
}

/** The live feed of messages, and one of them in full. */
export default function MessagesView() {
  const openId = useOpenId();
  const close = useClose(openId);
  const [search] = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [search]);
  const feed = useFeed(filters);
  const chatName = useChatName();
  // State, not a ref: the list has to hear when its scrolling element is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const covered = useNarrow() && openId !== null;
  // Here, as the list below has to hear that it has moved.
  const [legend, setLegend] = useState(false);
  return (
    <Windows>
      <div className={classes(css.view, openId !== null && css.two)}>
        <div ref={setScroller} className={css.scroller} inert={covered}>
          <div className={css.column}>
            <FilterBar filters={filters} messages={feed.messages} chatName={chatName} />
            <SearchNote feed={feed} />
            {feed.messages.length > 0 && filters.text === "" && <Legend open={legend} onToggle={setLegend} />}
            <Content feed={feed} filtered={filtersAtAll(filters)}>
              <FeedList key={search.toString()} {...{ feed, chatName, openId, scroller }} />
            </Content>
          </div>
        </div>
        {openId !== null && <Detail id={openId} chatName={chatName} onClose={close} />}
      </div>
    </Windows>
  );
}
