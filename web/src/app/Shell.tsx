import { Plus, Search } from "lucide-react";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { usePendingProposals } from "../live/use";
import { haptic } from "../telegram/host";
import { lazyPart, useSay } from "../text/text";
import { Button } from "../ui/Button";
import { Account } from "./Account";
import { ConnectionMark } from "./ConnectionMark";
import { openComposer, openSearch } from "./overlays";
import css from "./Shell.module.css";
import { useMe } from "./session";
import { VIEWS, type View } from "./views";
import { WorkspaceSelect } from "./WorkspaceSelect";

// Sends what an earlier visit has left, too; but first the view has to be there.
const OutboxMark = lazyPart(() => import("../composer/outbox/OutboxMark"));

function currentView(location: string): View | undefined {
  const [board, ...others] = VIEWS;
  const path = location.replace(/^\/telegram\/board/, "/");
  return others.find((view) => path.startsWith(view.path)) ?? (path === "/" ? board : undefined);
}

function Links({ current }: { current: View | undefined }) {
  const say = useSay();
  const waiting = usePendingProposals().length;
  return VIEWS.map((view) => (
    <Link
      key={view.name}
      href={view.path}
      className={css.link}
      aria-current={view === current ? "page" : undefined}
      onClick={() => haptic("select")}
    >
      <view.icon aria-hidden />
      <span className={css.name}>{say(`view-${view.name}`)}</span>
      {view.name === "inbox" && waiting > 0 && (
        <span className={css.badge}>
          <span aria-hidden>{waiting > 99 ? "99+" : waiting}</span>
          <span className="unseen">{say("waiting", { count: waiting })}</span>
        </span>
      )}
    </Link>
  ));
}

/** The frame around every view: where one can go, how to find and to add, and whether the page is live. */
export function Shell({ children }: { children: ReactNode }) {
  const say = useSay();
  const { role } = useMe();
  const [location] = useLocation();
  const current = currentView(location);
  const main = useRef<HTMLElement>(null);
  const title = current ? say(`view-${current.name}`) : say("view-task");
  useEffect(() => {
    document.title = `${title} · Manta`;
    main.current?.scrollTo(0, 0);
  }, [title]);
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {say("skip")}
      </a>
      <nav className={css.side} aria-label={say("views")}>
        <Link href="/" className={css.brand}>
          <img src="/manta.svg" alt="" />
          <span>Manta</span>
        </Link>
        <Links current={current} />
        <div className={css.foot}>
          <Account />
        </div>
      </nav>
      <header className={css.top}>
        <h1 className={css.title}>{title}</h1>
        <Suspense>
          <OutboxMark />
        </Suspense>
        <WorkspaceSelect className={css.room} />
        <ConnectionMark />
        <Button className={css.find} onClick={openSearch} aria-keyshortcuts="Control+K Meta+K">
          <Search aria-hidden />
          <span className={css.name}>{say("search")}</span>
          <kbd aria-hidden>{navigator.platform.startsWith("Mac") ? "⌘K" : "Ctrl K"}</kbd>
        </Button>
        {role !== "viewer" && (
          <Button look="main" className={css.add} onClick={openComposer} aria-keyshortcuts="c">
            <Plus aria-hidden />
            <span className={css.name}>{say("add-task")}</span>
          </Button>
        )}
      </header>
      <main id="main" ref={main} className={css.main} tabIndex={-1}>
        {children}
      </main>
      <nav className={css.bar} aria-label={say("views")}>
        <Links current={current} />
      </nav>
    </div>
  );
}
