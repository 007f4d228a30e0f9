import { useMemo, useRef, useState } from "react";
import { useParams, useSearchParams } from "wouter";
import { Menu } from "../ui/Menu";
import { Failed, Loading } from "../ui/States";
import { FeedList } from "./FeedList";
import { filtersOf } from "./filters";
import css from "./MessagesView.module.css";
import { MenuContext, type OpenMenu } from "./menus";
import { useFeed } from "./useFeed";

/** The live feed of messages, and one of them in full. */
export default function MessagesView() {
  const { id } = useParams<{ id?: string }>();
  const [search] = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [search]);
  const feed = useFeed(filters);
  const scroller = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  return (
    <MenuContext value={setMenu}>
      <div className={css.view}>
        <div ref={scroller} className={css.scroller}>
          <div className={css.column}>
            {feed.error ? (
              <Failed error={feed.error} retry={feed.retry} />
            ) : feed.loading ? (
              <Loading lines={6} />
            ) : (
              <FeedList
                feed={feed}
                chatName={(chat) => chat}
                openId={id ? Number(id) : null}
                scroller={scroller}
              />
            )}
          </div>
        </div>
      </div>
      {menu && <Menu {...menu} onClose={() => setMenu(null)} />}
    </MenuContext>
  );
}
