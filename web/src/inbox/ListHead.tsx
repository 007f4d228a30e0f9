import { X } from "lucide-react";
import { useStore } from "zustand";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import css from "./Inbox.module.css";
import { desk } from "./post";
import type { Inbox } from "./useInbox";

/** Above the list: how much is left, what is selected, and how far the sending of many has come. */
export function ListHead({ inbox }: { inbox: Inbox }) {
  const progress = useStore(desk.state, (state) => state.progress);
  const mayDecide = useCanWrite();
  return (
    <div className={css.top}>
      {progress === null ? <Counts inbox={inbox} mayDecide={mayDecide} /> : <Progress {...progress} />}
    </div>
  );
}

function Counts({ inbox, mayDecide }: { inbox: Inbox; mayDecide: boolean }) {
  const say = useSay();
  const selected = inbox.selected.size;
  const left = inbox.waiting.length;
  if (selected === 0) {
    return (
      <>
        <span className={css.left}>{say("inbox-left", { count: left })}</span>
        {mayDecide && left > 1 && (
          <Button look="plain" small onClick={inbox.selectAll}>
            {say("inbox-select-all")}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <span className={css.left} role="status">
        {say("inbox-selected", { count: selected })}
      </span>
      {selected < left && (
        <Button look="plain" small onClick={inbox.selectAll}>
          {say("inbox-select-all")}
        </Button>
      )}
      <IconButton
        label={say("inbox-select-none")}
        small
        aria-keyshortcuts="Escape"
        onClick={inbox.selectNone}
      >
        <X aria-hidden />
      </IconButton>
    </>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  const say = useSay();
  const words = say("inbox-sending", { done, of });
  return (
    <>
      <span className={css.left}>{words}</span>
      <progress className={css.progress} aria-label={words} value={done} max={of} />
    </>
  );
}
