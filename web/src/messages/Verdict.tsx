/** What a message counts as: signs that people with the right to write can press to correct it. */

import { Ban, Clock } from "lucide-react";
import type { CorrectionIn, Message } from "../api/schema";
import { CATEGORIES, PRIORITIES } from "../live/rules";
import { useCanWrite } from "../live/use";
import { useSay } from "../text/text";
import { CategoryMark, DueMark, PriorityMark } from "../ui/marks";
import { Chip, ChipButton } from "./Chip";
import { useAskDue, useOpenMenu } from "./menus";
import type { Standing } from "./standing";
import { useCorrect } from "./useCorrect";
import { useStanding } from "./verdicts";

interface PartProps {
  message: Message;
  standing: Standing;
}

const WORK = CATEGORIES.filter((category) => category !== "other");

function KindSign({ standing }: { standing: Standing }) {
  const say = useSay();
  if (standing.actionable) return <CategoryMark category={standing.category} />;
  return <span>{say("messages-no-task")}</span>;
}

function KindPart({ message, standing }: PartProps) {
  const say = useSay();
  const openMenu = useOpenMenu();
  const correct = useCorrect();
  const send = (verdict: CorrectionIn) => void correct(message, verdict);
  if (!useCanWrite()) {
    return (
      <Chip>
        <KindSign standing={standing} />
      </Chip>
    );
  }
  const entries = [
    ...WORK.map((category) => ({
      id: category,
      text: say(`category-${category}`),
      icon: <CategoryMark category={category} short />,
      disabled: standing.actionable && standing.category === category,
      act: () => send({ category }),
    })),
    {
      id: "none",
      text: say("messages-no-task"),
      icon: <Ban aria-hidden />,
      disabled: !standing.actionable,
      act: () => send({ is_actionable: false }),
    },
  ];
  return (
    <ChipButton
      aria-haspopup="menu"
      data-part="category"
      onClick={(event) =>
        openMenu({ anchor: event.currentTarget, title: say("messages-what-is-it"), entries })
      }
    >
      <span className="unseen">{say("messages-change-category")} </span>
      <KindSign standing={standing} />
    </ChipButton>
  );
}

function PriorityPart({ message, standing }: PartProps) {
  const say = useSay();
  const openMenu = useOpenMenu();
  const correct = useCorrect();
  const sign = <PriorityMark priority={standing.priority} />;
  if (!useCanWrite()) return <Chip>{sign}</Chip>;
  const entries = PRIORITIES.map((priority) => ({
    id: priority,
    text: say(`priority-${priority}`),
    icon: <PriorityMark priority={priority} short />,
    disabled: standing.priority === priority,
    act: () => void correct(message, { priority }),
  }));
  return (
    <ChipButton
      aria-haspopup="menu"
      data-part="priority"
      onClick={(event) =>
        openMenu({ anchor: event.currentTarget, title: say("messages-how-urgent"), entries })
      }
    >
      <span className="unseen">{say("messages-change-priority")} </span>
      {sign}
    </ChipButton>
  );
}

function DuePart({ message, standing, now, brief }: PartProps & { now: Date; brief: boolean }) {
  const say = useSay();
  const askDue = useAskDue();
  const sign = standing.due && <DueMark due={standing.due} now={now} done={false} />;
  if (!useCanWrite()) return sign && <Chip>{sign}</Chip>;
  return (
    <ChipButton
      data-part="due"
      aria-haspopup="dialog"
      title={brief && !sign ? say("messages-no-due") : undefined}
      onClick={() => askDue(message)}
    >
      <span className="unseen">{say("messages-change-due")} </span>
      {sign || (
        <>
          <Clock aria-hidden />
          <span className={brief ? "unseen" : undefined}>{say("messages-no-due")}</span>
        </>
      )}
    </ChipButton>
  );
}

/** Kind, priority and due time of a message that the agents have read; `brief`: without words for no due time. */
export function Verdict({ message, now, brief = false }: { message: Message; now: Date; brief?: boolean }) {
  const standing = useStanding(message);
  if (standing === null) return null;
  const parts = { message, standing };
  return (
    <>
      <KindPart {...parts} />
      {standing.actionable && <PriorityPart {...parts} />}
      {standing.actionable && <DuePart {...parts} now={now} brief={brief} />}
    </>
  );
}
