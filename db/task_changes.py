"""Steps of changing tasks, for the transactions that need them; these publish the events."""

from collections.abc import Mapping

import orjson

from db.pool import Connection
from db.rows import TASK_COLUMNS, task_of
from db.task_writes import HistoryLine, TaskDraft, insert_tasks, update_task, write_history
from domain.access import Principal
from domain.errors import TaskNotFoundError
from domain.event import EventType, PendingEvent
from domain.task import Task, TaskAction
from domain.values import TaskStatus

_GET = f"SELECT {TASK_COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.id = $2"  # noqa: S608 - constants

# In the order of ids, so that two transactions that want the same tasks wait for each other.
_LOCK = "SELECT FROM tasks WHERE workspace_id = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE"

_PART_AGAIN = "DELETE FROM task_links WHERE task_id = $1 AND kind = 'merged'"

_OURS = {"version", "updated_at", "message_ids"}
"""Fields that a history does not list as changes: they follow from what it tells."""


async def create_task(connection: Connection, by: Principal, draft: TaskDraft) -> Task:
    """Insert one task; its event is the caller's to publish."""
    now = await connection.fetchval("SELECT now()")
    [task] = await insert_tasks(connection, by.workspace_id, by.name, [draft], now)
    return task


async def get_task(connection: Connection, workspace_id: int, task_id: int) -> Task:
    """Return a task.

    Raises:
        TaskNotFoundError: No such task in this workspace.
    """
    row = await connection.fetchrow(_GET, workspace_id, task_id)
    if row is None:
        raise TaskNotFoundError
    return task_of(row)


async def lock_task(connection: Connection, workspace_id: int, task_id: int) -> Task:
    """Return a task and keep others from changing it until the transaction ends.

    Raises:
        TaskNotFoundError: No such task in this workspace.
    """
    [task] = await lock_tasks(connection, workspace_id, task_id)
    return task


async def lock_tasks(connection: Connection, workspace_id: int, *task_ids: int) -> list[Task]:
    """Return tasks in the order named, and keep others from changing them until the transaction ends.

    The rows are locked first and read after: a reader that waited must see what it waited for.

    Raises:
        TaskNotFoundError: One of them is not in this workspace.
    """
    await connection.execute(_LOCK, workspace_id, task_ids)
    return [await get_task(connection, workspace_id, task_id) for task_id in task_ids]


async def write_change(
    connection: Connection,
    by: Principal,
    before: Task,
    after: Task,
    because: Mapping[str, object] | None = None,
) -> tuple[Task, PendingEvent]:
    """Write `after` over `before`, whose row is locked, with its history; return it and its event.

    Args:
        connection: In the transaction that holds the row.
        by: Who changes it.
        before: The task as it is.
        after: The task as it shall be.
        because: What the history tells beside the changed fields.
    """
    stored = await update_task(connection, by.workspace_id, before, after)
    moved = before.status != stored.status
    if moved and before.status is TaskStatus.CLOSED:
        await connection.execute(_PART_AGAIN, stored.id)
    action = TaskAction.STATUS_CHANGED if moved else TaskAction.UPDATED
    told = orjson.dumps(_difference(before, stored) | dict(because or {})).decode()
    line = HistoryLine(stored.id, stored.version, action, told)
    await write_history(connection, by.workspace_id, by.name, [line], stored.updated_at)
    event = EventType.TASK_STATUS_CHANGED if moved else EventType.TASK_UPDATED
    return stored, (event, stored.model_dump_json())


def _difference(before: Task, after: Task) -> dict[str, object]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return {name: value for name, value in new.items() if value != old[name] and name not in _OURS}
