"""The digest: one message about what a chat has to do, and what it has done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.reminders import UNFINISHED, task_line
from bot.texts import Texts
from domain.chat import Chat
from domain.digest import day_begins
from domain.ports import TaskBoard
from domain.proposal import ProposalStatus
from domain.task import Task, TaskQuery, TaskSort
from domain.values import TaskStatus

_LOOKED_AT: Final = 500
"""Most tasks of a kind that are counted."""

_PROPOSALS: Final = 200

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)

_SHOWN: Final = {"overdue": 6, "today": 8, "week": 5, "done": 4}
"""Most lines of each part: together they stay below the longest message."""


@dataclass(frozen=True)
class Digest:
    """What a digest tells of a day: tasks by part, and how many proposals wait."""

    parts: Mapping[str, Sequence[Task]]
    proposals: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.proposals and not any(self.parts.values())


async def read_digest(board: TaskBoard, chat: Chat, day: date, texts: Texts) -> Digest:
    """Return what there is to tell of a chat on a day in the zone of `texts`."""
    yesterday, today, tomorrow, week = (
        day_begins(day + step, texts.timezone) for step in (-_DAY, timedelta(), _DAY, _WEEK)
    )
    chats = [str(chat.id)]
    unfinished = await _tasks(
        board,
        chat,
        TaskQuery(
            chats=chats, status=sorted(UNFINISHED), due_before=week, sort=TaskSort.DUE, limit=_LOOKED_AT
        ),
    )
    done = await _tasks(
        board,
        chat,
        TaskQuery(chats=chats, status=[TaskStatus.COMPLETED], sort=TaskSort.UPDATED, limit=_LOOKED_AT),
    )
    waiting = await board.list_proposals(chat.workspace_id, ProposalStatus.PENDING, _PROPOSALS, None)
    dated = [(task.due, task) for task in unfinished if task.due is not None]
    return Digest(
        parts={
            "overdue": [task for due, task in dated if due < today],
            "today": [task for due, task in dated if today <= due < tomorrow],
            "week": [task for due, task in dated if tomorrow <= due < week],
            "done": [task for task in done if yesterday <= task.updated_at < today],
        },
        proposals=sum(any(m.chat_id == str(chat.id) for m in one.messages) for one in waiting),
    )


async def _tasks(board: TaskBoard, chat: Chat, query: TaskQuery) -> Sequence[Task]:
    return (await board.list_tasks(chat.workspace_id, query)).tasks


def render_digest(digest: Digest, day: date, texts: Texts) -> str:
    """Return a digest as Telegram's HTML."""
    begins = day_begins(day, texts.timezone)
    blocks = [f"<b>{texts('digest-title', day=texts.day(begins))}</b>"]
    blocks += [_render_part(part, tasks, texts) for part, tasks in digest.parts.items() if tasks]
    if digest.proposals:
        blocks.append(texts("digest-proposals", count=digest.proposals))
    return "\n\n".join(blocks)


def _render_part(part: str, tasks: Sequence[Task], texts: Texts) -> str:
    shown = tasks[: _SHOWN[part]]
    lines = [f"<b>{texts(f'digest-{part}')}</b>", *(task_line(task, texts) for task in shown)]
    if len(tasks) > len(shown):
        lines.append(texts("reminder-more", count=len(tasks) - len(shown)))
    return "\n".join(lines)
