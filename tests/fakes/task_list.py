"""Filters, orders and pages of a task list, over plain lists."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from domain.errors import InvalidInputError
from domain.task import Task, TaskPage, TaskQuery, TaskSort
from domain.values import Priority

_RANK = {Priority.CRITICAL: 0, Priority.HIGH: 1, Priority.MEDIUM: 2, Priority.LOW: 3}
_NEVER = datetime.max.replace(tzinfo=UTC)

_ORDERS: Mapping[TaskSort, Callable[[Task], tuple[float, int]]] = {
    TaskSort.NEWEST: lambda task: (0, -task.id),
    TaskSort.OLDEST: lambda task: (0, task.id),
    TaskSort.UPDATED: lambda task: (-task.updated_at.timestamp(), -task.id),
    TaskSort.PRIORITY: lambda task: (_RANK[task.priority], -task.id),
    TaskSort.DUE: lambda task: ((task.due or _NEVER).timestamp(), -task.id),
}


def task_page(tasks: list[Task], query: TaskQuery) -> TaskPage:
    """Return the page of `tasks` that `query` asks for.

    Raises:
        InvalidInputError: The cursor is not one of this order's.
    """
    ordered = sorted((task for task in tasks if _fits(task, query)), key=_ORDERS[query.sort])
    rest = ordered[_start(ordered, query) :]
    page = rest[: query.limit]
    more = len(rest) > query.limit
    return TaskPage(tasks=page, next_cursor=f"{query.sort}.{page[-1].id}" if more else None)


def _start(ordered: list[Task], query: TaskQuery) -> int:
    if query.cursor is None:
        return 0
    sort, _, last_id = query.cursor.partition(".")
    positions = [index for index, task in enumerate(ordered) if str(task.id) == last_id]
    if sort != query.sort or not positions:
        raise InvalidInputError("The cursor is not one of this list's.")
    return positions[0] + 1


def _fits(task: Task, query: TaskQuery) -> bool:
    text = f"{task.title}\n{task.description}".casefold()
    return (
        (not query.status or task.status in query.status)
        and (not query.category or task.category in query.category)
        and (not query.priority or task.priority in query.priority)
        and query.source in {None, task.source}
        and (query.assignee is None or query.assignee in task.assignees)
        and (query.label is None or query.label in task.labels)
        and (query.due_before is None or (task.due is not None and task.due < query.due_before))
        and (query.text is None or query.text.casefold() in text)
    )
