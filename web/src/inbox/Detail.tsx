import { ArrowLeft, ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Proposal, Task } from "../api/schema";
import { relative } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { IconButton } from "../ui/Button";
import { CategoryMark, DueMark, LabelMark, PriorityMark } from "../ui/marks";
import { useNow } from "../ui/now";
import { Alike } from "./Alike";
import { Confidence } from "./Confidence";
import css from "./Detail.module.css";
import { Sources } from "./Sources";
import type { Inbox } from "./useInbox";

/** Give the title the focus when what had it is gone, as on a phone, where no list is beside. */
function useTitleFocus(id: number) {
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(id);
  useEffect(() => {
    const changed = shown.current !== id;
    shown.current = id;
    if (changed && document.activeElement === document.body) title.current?.focus();
  }, [id]);
  return title;
}

function Steps({ inbox }: { inbox: Inbox }) {
  const say = useSay();
  return (
    <div className={css.steps}>
      <span className={css.back}>
        <IconButton label={say("inbox-back")} onClick={inbox.back}>
          <ArrowLeft aria-hidden />
        </IconButton>
      </span>
      <IconButton label={say("inbox-previous")} aria-keyshortcuts="k" onClick={() => inbox.move(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={say("inbox-next")} aria-keyshortcuts="j" onClick={() => inbox.move(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
    </div>
  );
}

interface DetailProps {
  proposal: Proposal;
  inbox: Inbox;
  onMerge: (task: Task) => void;
}

/** One proposal in full. */
export function Detail({ proposal, inbox, onMerge }: DetailProps) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const title = useTitleFocus(proposal.id);
  const when = relative(new Date(proposal.created_at), now, language);
  return (
    <article className={css.detail} aria-labelledby="inbox-title">
      <header className={css.head}>
        <span className={css.when}>{say("inbox-proposed", { when })}</span>
        <Steps inbox={inbox} />
      </header>
      <h2 id="inbox-title" ref={title} tabIndex={-1} className={css.title} dir="auto">
        {proposal.task.title}
      </h2>
      <div className={css.sure}>
        <Confidence share={proposal.confidence} />
        <p dir="auto">{proposal.reason}</p>
      </div>
      <Sources proposal={proposal} />
      <Facts proposal={proposal} now={now} />
      <Alike proposal={proposal} onMerge={onMerge} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the task would be. */
function Facts({ proposal: { task, messages }, now }: { proposal: Proposal; now: Date }) {
  const say = useSay();
  const none = <span className={css.none}>{say("inbox-none")}</span>;
  const said = messages?.some((message) => message.content.trim() === task.description?.trim());
  return (
    <section className={css.part}>
      {task.description && !said && (
        <p className={css.description} dir="auto">
          {task.description}
        </p>
      )}
      <dl className={css.facts}>
        <Fact name={say("inbox-category")}>
          <CategoryMark category={task.category} />
        </Fact>
        <Fact name={say("inbox-priority")}>
          <PriorityMark priority={task.priority} />
        </Fact>
        <Fact name={say("inbox-due")}>
          {task.due ? <DueMark due={task.due} now={now} done={false} /> : none}
        </Fact>
        <Fact name={say("inbox-assignees")}>
          {task.assignees?.length ? task.assignees.map((name) => <bdi key={name}>{name}</bdi>) : none}
        </Fact>
        <Fact name={say("inbox-labels")}>
          {task.labels?.length ? task.labels.map((name) => <LabelMark key={name} name={name} />) : none}
        </Fact>
      </dl>
    </section>
  );
}
