"""The tasks that a list shows: the first ones of a chat, of a person, or of a search."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from bot.here import Here
from bot.reach import Reach
from domain.search import MAX_HITS, Hit, HitKind, SearchQuery
from domain.task import Task, TaskQuery, TaskSort
from domain.values import TaskStatus

MAX_LISTED: Final = 500
"""Most tasks that a list reaches: what `TaskQuery` takes."""

_UNFINISHED: Final = [TaskStatus.OPEN, TaskStatus.IN_PROGRESS]
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


async def open_tasks(here: Here, reach: Reach, limit: int) -> list[Task]:
    """Return the unfinished tasks of all chats within reach, the most urgent first."""
    found: list[Task] = []
    for workspace_id, chats in reach.by_workspace.items():
        found += await _list(here, workspace_id, _query(limit, chats=list(chats)))
    return _most_urgent(found, limit)


async def own_tasks(here: Here, reach: Reach, limit: int, due_before: datetime | None = None) -> list[Task]:
    """Return a person's unfinished tasks, the most urgent first.

    They are those assigned to them within reach, and all of their private chat, as nobody else is there.
    """
    if here.person is None:
        return []
    names = list(here.person.names)
    found: list[Task] = []
    for workspace_id, chats in reach.by_workspace.items():
        query = _query(limit, chats=list(chats), assignees=names, due_before=due_before)
        found += await _list(here, workspace_id, query)
    private = reach.chats.get(str(here.person.id))
    if private is not None:
        query = _query(limit, chats=[str(private.id)], due_before=due_before)
        found += await _list(here, private.workspace_id, query)
    return _most_urgent(found, limit)


async def found_tasks(here: Here, reach: Reach, text: str, limit: int, *kinds: HitKind) -> list[Hit]:
    """Return what is found within reach, best first."""
    hits: list[Hit] = []
    for workspace_id, chats in reach.by_workspace.items():
        query = SearchQuery(
            text=text, kinds=frozenset(kinds or HitKind), chats=tuple(chats), limit=min(limit, MAX_HITS)
        )
        hits += (await here.services.search.search(workspace_id, query)).hits
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def _query(limit: int, **changes: object) -> TaskQuery:
    fields = {"limit": min(limit, MAX_LISTED), "sort": TaskSort.DUE, "status": _UNFINISHED}
    return TaskQuery.model_validate(fields | changes)


async def _list(here: Here, workspace_id: int, query: TaskQuery) -> list[Task]:
    return (await here.services.board.list_tasks(workspace_id, query)).tasks


def _most_urgent(tasks: Iterable[Task], limit: int) -> list[Task]:
    once = {task.id: task for task in tasks}
    return sorted(once.values(), key=lambda task: (task.due or _NEVER, task.id))[:limit]
