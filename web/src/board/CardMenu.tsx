import { Link as LinkIcon, SquareArrowOutUpRight, UserMinus, UserPlus } from "lucide-react";
import type { RefObject } from "react";
import { useLocation } from "wouter";
import type { Task, TaskStatus } from "../api/schema";
import { useMe } from "../app/session";
import { changeTask } from "../live/changes";
import { movesFrom, STATUSES } from "../live/rules";
import { useCanWrite, useTask } from "../live/use";
import { type Say, useSay } from "../text/text";
import { Menu, type MenuEntry } from "../ui/Menu";
import { StatusDot } from "../ui/marks";
import { toast, toastProblem } from "../ui/toasts";

interface CardMenuProps {
  taskId: number;
  anchor: Element;
  /** The card that gets the focus as soon as it is drawn. */
  wanted: RefObject<number | null>;
  move: (taskId: number, status: TaskStatus) => void;
  onClose: () => void;
}

function copyLink(task: Task, say: Say): void {
  navigator.clipboard
    .writeText(new URL(`/tasks/${task.id}`, location.href).href)
    .then(() => toast({ kind: "done", text: say("board-copied") }))
    .catch(() => toast({ kind: "problem", text: say("board-not-copied") }));
}

function assignEntry(task: Task, me: string, say: Say): MenuEntry {
  const assignees = task.assignees ?? [];
  const mine = assignees.includes(me);
  const next = mine ? assignees.filter((name) => name !== me) : [...assignees, me];
  return {
    id: "assign",
    icon: mine ? <UserMinus size={16} aria-hidden /> : <UserPlus size={16} aria-hidden />,
    text: say(mine ? "board-unassign-me" : "board-assign-me"),
    act: () => void changeTask(task.id, { assignees: next }).catch(toastProblem),
  };
}

/** What can be done with a card. */
export default function CardMenu({ taskId, anchor, wanted, move, onClose }: CardMenuProps) {
  const say = useSay();
  const me = useMe();
  const task = useTask(taskId);
  const canWrite = useCanWrite();
  const [, navigate] = useLocation();
  if (task === undefined) return null;
  const moves = movesFrom(task.status).map((status) => ({
    id: status,
    icon: <StatusDot status={status} />,
    text: say("board-move-to", { status: say(`status-${status}`) }),
    hint: String(STATUSES.indexOf(status) + 1),
    act: () => {
      wanted.current = taskId;
      move(taskId, status);
    },
  }));
  const entries: MenuEntry[] = [
    {
      id: "show",
      icon: <SquareArrowOutUpRight size={16} aria-hidden />,
      text: say("board-open"),
      hint: "↵",
      act: () => navigate(`/tasks/${taskId}`),
    },
    ...(canWrite ? [...moves, assignEntry(task, me.name, say)] : []),
    {
      id: "copy",
      icon: <LinkIcon size={16} aria-hidden />,
      text: say("board-copy-link"),
      act: () => copyLink(task, say),
    },
  ];
  return <Menu anchor={anchor} onClose={onClose} title={task.title} entries={entries} />;
}
