"""Listing tasks: filters, orders, and pages that never skip or repeat a task."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from db.tables.task import TASK_WORDS
from db.where import Where
from domain.errors import InvalidInputError
from domain.task import Task, TaskQuery, TaskSort
from domain.values import Priority

LETTERS = 3
"""Shortest text that the index of letters finds."""

SHORTLY_READ = 10_000
"""Newest tasks that are looked through for a shorter one."""

_IDS = range(2**63)

_RANKS = {priority: rank for rank, priority in enumerate(Priority)}


@dataclass(frozen=True)
class Order:
    """An order of tasks: by `column`, then by id in the same direction.

    Where nulls go is left as PostgreSQL has it, last when ascending: another place would be an order that no
    index is in. Only `due` has any.
    """

    column: str
    descending: bool

    def clause(self) -> str:
        """Return what follows ORDER BY."""
        way = "DESC" if self.descending else "ASC"
        return f"{self.column} {way}, t.id {way}" if self.column != "t.id" else f"t.id {way}"


ORDERS: Mapping[TaskSort, Order] = {
    TaskSort.NEWEST: Order("t.id", descending=True),
    TaskSort.OLDEST: Order("t.id", descending=False),
    TaskSort.UPDATED: Order("t.updated_at", descending=True),
    TaskSort.PRIORITY: Order("t.priority_rank", descending=True),
    TaskSort.DUE: Order("t.due", descending=False),
}

Position = tuple[datetime | int | None, int]
"""Where a page ended: the order's value of the last task, and its id."""


def position_of(sort: TaskSort, task: Task) -> Position:
    """Return the position of a task in an order."""
    values: dict[TaskSort, datetime | int | None] = {
        TaskSort.NEWEST: task.id,
        TaskSort.OLDEST: task.id,
        TaskSort.UPDATED: task.updated_at,
        TaskSort.PRIORITY: _RANKS[task.priority],
        TaskSort.DUE: task.due,
    }
    return values[sort], task.id


def encode_cursor(sort: TaskSort, position: Position) -> str:
    """Return a position as clients carry it, opaque and safe in URLs."""
    return base64.urlsafe_b64encode(orjson.dumps([sort, *position])).decode().rstrip("=")


def decode_cursor(sort: TaskSort, cursor: str) -> Position:
    """Return the position a cursor stands for.

    Raises:
        InvalidInputError: It is not a cursor of this order.
    """
    try:
        made_for, value, task_id = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return _value(sort, TaskSort(made_for), value), _whole(task_id, _IDS)
    except (binascii.Error, ValueError, TypeError, OverflowError) as error:
        raise InvalidInputError(
            "The cursor does not belong to this list.",
            remedy="Follow the Link header's next address, or start without a cursor.",
        ) from error


def _value(sort: TaskSort, made_for: TaskSort, value: str | float | None) -> datetime | int | None:
    if made_for != sort:
        msg = f"made for the order {made_for}"
        raise ValueError(msg)
    if sort == TaskSort.DUE and value is None:
        return None
    if sort in {TaskSort.UPDATED, TaskSort.DUE}:
        return _moment(value)
    return _whole(value, range(len(_RANKS)) if sort == TaskSort.PRIORITY else _IDS)


def _whole(value: str | float | None, allowed: range) -> int:
    if isinstance(value, int) and value in allowed:
        return value
    msg = f"{value} is not in {allowed}"
    raise ValueError(msg)


def _moment(value: str | float | None) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        msg = f"{value} has no offset"
        raise ValueError(msg)
    return moment.astimezone(UTC)


def where_of(workspace_id: int, query: TaskQuery, chat_ids: list[int] | None) -> Where:
    """Return the conditions of a task query, its cursor included; `chat_ids` are those of `query.chats`.

    Each is put so that an index can give the tasks in the list's order, and reading ends with the page.
    """
    where = Where()
    where.add("t.workspace_id = {}", workspace_id)
    where.add_words("t.status", query.status)
    where.add_words("t.category", query.category)
    where.add_numbers("t.priority_rank", [_RANKS[priority] for priority in query.priority])
    where.add_if("t.source = {}", query.source)
    where.add_if("t.due <= {}", query.due_before)
    where.add_if(
        "EXISTS (SELECT FROM task_assignees a"
        " WHERE a.workspace_id = $1 AND a.task_id = t.id AND a.name = {})",
        query.assignee,
    )
    where.add_any(
        "EXISTS (SELECT FROM task_assignees a WHERE a.task_id = t.id AND lower(a.name) = ANY ({}))",
        [name.lower() for name in query.assignees],
    )
    where.add_ids("t.chat_id", chat_ids)
    where.add_if(
        "EXISTS (SELECT FROM task_messages tm JOIN messages m ON m.id = tm.message_id"
        " WHERE tm.task_id = t.id AND m.external_id = {})",
        query.message,
    )
    where.add_if("t.parent_id = {}", query.parent_id)
    where.add_if(
        "EXISTS (SELECT FROM task_labels tl WHERE tl.task_id = t.id"
        " AND tl.label_id = (SELECT l.id FROM labels l WHERE l.workspace_id = $1 AND l.name = {}))",
        query.label,
    )
    if query.text:
        where.add(f"{task_words('t')} ILIKE {{}}", f"%{_escaped(query.text)}%")
    if query.cursor:
        _after(where, ORDERS[query.sort], decode_cursor(query.sort, query.cursor))
    return where


def task_words(alias: str) -> str:
    """Return `TASK_WORDS` of the table `tasks` under an alias."""
    return TASK_WORDS.replace("title", f"{alias}.title").replace("description", f"{alias}.description")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _after(where: Where, order: Order, position: Position) -> None:
    value, task_id = position
    sign = "<" if order.descending else ">"
    if value is None:
        where.add(f"{order.column} IS NULL AND t.id {sign} {{}}", task_id)
    elif order.column == "t.due":
        where.add("(t.due > {0} OR (t.due = {0} AND t.id > {1}) OR t.due IS NULL)", value, task_id)
    else:
        where.add(f"({order.column}, t.id) {sign} ({{}}, {{}})", value, task_id)
