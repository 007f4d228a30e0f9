import { ExternalLink, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { MessageDetail } from "../api/schema";
import { useSay } from "../text/text";
import { buttonClass, IconButton } from "../ui/Button";
import { useShortcuts } from "../ui/keys";
import { useNow } from "../ui/now";
import { Failed, Loading } from "../ui/States";
import { Attachments } from "./Attachments";
import { Byline } from "./Byline";
import css from "./Detail.module.css";
import { Earlier } from "./Earlier";
import { Marked } from "./Marked";
import { Outcome } from "./Outcome";
import { Reading } from "./Reading";
import { MessageState } from "./State";
import { useMessage } from "./useMessage";

interface DetailProps {
  id: number;
  chatName: (chatId: string) => string;
  onClose: () => void;
}

/** One message in full, beside the feed; on narrow screens over it. */
export function Detail({ id, chatName, onClose }: DetailProps) {
  const say = useSay();
  const { message, error, retry } = useMessage(id);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message is another place
  useEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  useShortcuts({ Escape: onClose });
  return (
    <aside className={css.pane} aria-labelledby="message-heading">
      <div className={css.head}>
        <h2 id="message-heading" ref={heading} tabIndex={-1}>
          {say("messages-one")}
        </h2>
        {message?.url && (
          <a href={message.url} target="_blank" rel="noopener" className={buttonClass({ small: true })}>
            <ExternalLink aria-hidden />
            {say("messages-in-telegram")}
          </a>
        )}
        <IconButton label={say("close")} onClick={onClose} aria-keyshortcuts="Escape">
          <X aria-hidden />
        </IconButton>
      </div>
      {error && !message && <Failed error={error} retry={retry} />}
      {!error && !message && <Loading />}
      {message && <Whole key={id} message={message} chat={chatName(message.chat_id)} />}
    </aside>
  );
}

function Whole({ message, chat }: { message: MessageDetail; chat: string }) {
  const now = useNow();
  return (
    <div className={css.parts}>
      <Byline message={message} chat={chat} now={now} />
      <Marked text={message.content} spans={message.analysis?.extraction.spans} />
      <Attachments files={message.attachments} />
      <MessageState message={message} />
      <Outcome message={message} now={now} />
      <Earlier edits={message.edits ?? []} now={now} />
      <Reading message={message} />
    </div>
  );
}
