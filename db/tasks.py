"""Tasks in PostgreSQL: each use case is one transaction with its history and its event."""

from dataclasses import dataclass

import orjson

from db.idempotency import find_answer, keep_answer
from db.links import read_links
from db.pool import Connection, Database
from db.publish import publish
from db.rows import TASK_COLUMNS, history_of, source_message_of, task_of
from db.stats import read_stats
from db.task_lists import ORDERS, encode_cursor, position_of, where_of
from db.task_writes import HistoryLine, TaskDraft, insert_tasks, named_once, update_task, write_history
from domain.access import Principal, RequestKey
from domain.errors import StaleVersionError, TaskNotFoundError
from domain.event import EventType
from domain.task import (
    NewTask,
    Stats,
    Task,
    TaskAction,
    TaskChange,
    TaskDetail,
    TaskPage,
    TaskQuery,
    TaskState,
)

_GET = f"SELECT {TASK_COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.id = $2"  # noqa: S608 - constants

_VERSION = "SELECT version FROM tasks WHERE workspace_id = $1 AND id = $2"

_HISTORY = """
SELECT at, actor, action, version, changes FROM task_history
WHERE workspace_id = $1 AND task_id = $2 ORDER BY version
"""

_SOURCES = """
SELECT m.id, m.external_id, m.author, m.content, c.external_id AS chat_id, m.sent_at
FROM task_messages tm JOIN messages m ON m.id = tm.message_id JOIN chats c ON c.id = m.chat_id
WHERE tm.workspace_id = $1 AND tm.task_id = $2 ORDER BY m.id
"""


@dataclass(frozen=True)
class PostgresTasks:
    """The stored tasks of all workspaces; `pipeline.board.CachedTaskBoard` keeps a cache before it."""

    database: Database

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            if key is not None:
                answer = await find_answer(connection, by.workspace_id, key)
                if answer is not None:
                    return Task.model_validate_json(answer)
            created = await create_task(connection, by, TaskDraft(task=task))
            if key is not None:
                await keep_answer(connection, by.workspace_id, key, created.model_dump_json())
            await publish(connection, by.workspace_id, [(EventType.TASK_CREATED, created.model_dump_json())])
        return created

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """See `domain.ports.TaskBoard`."""
        async with (
            self.database.connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            task = await get_task(connection, workspace_id, task_id)
            history = await connection.fetch(_HISTORY, workspace_id, task_id)
            sources = await connection.fetch(_SOURCES, workspace_id, task_id)
            links = await read_links(connection, workspace_id, task_id)
        return TaskDetail(
            **dict(task),
            history=[history_of(row) for row in history],
            messages=[source_message_of(row) for row in sources],
            links=links,
        )

    async def get_state(self, workspace_id: int, task_id: int) -> TaskState:
        """See `pipeline.board.TaskStore`."""
        async with self.database.connection() as connection:
            version = await connection.fetchval(_VERSION, workspace_id, task_id)
            if version is None:
                raise TaskNotFoundError
            links = await read_links(connection, workspace_id, task_id)
        return TaskState(version=version, links=links)

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """See `domain.ports.TaskBoard`."""
        where = where_of(workspace_id, query)
        sql = (
            f"SELECT {TASK_COLUMNS} FROM tasks t WHERE {where} "  # noqa: S608 - see Where
            f"ORDER BY {ORDERS[query.sort].clause()} LIMIT {int(query.limit) + 1}"
        )
        async with self.database.connection() as connection:
            tasks = [task_of(row) for row in await connection.fetch(sql, *where.args)]
        page = tasks[: query.limit]
        if len(tasks) == len(page):
            return TaskPage(tasks=page)
        return TaskPage(tasks=page, next_cursor=encode_cursor(query.sort, position_of(query.sort, page[-1])))

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            before = await lock_task(connection, by.workspace_id, task_id)
            if expected_version not in {None, before.version}:
                raise StaleVersionError(f"The task is at version {before.version}, not {expected_version}.")
            after = named_once(change.apply(before))
            if after == before:
                return before
            return await _write_change(connection, by, before, after)

    async def get_stats(self, workspace_id: int) -> Stats:
        """See `domain.ports.TaskBoard`."""
        async with self.database.connection() as connection:
            return await read_stats(connection, workspace_id)


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

    The row is locked first and read after: a reader that waited must see what it waited for.

    Raises:
        TaskNotFoundError: No such task in this workspace.
    """
    await connection.execute(
        "SELECT FROM tasks WHERE workspace_id = $1 AND id = $2 FOR UPDATE", workspace_id, task_id
    )
    return await get_task(connection, workspace_id, task_id)


async def _write_change(connection: Connection, by: Principal, before: Task, after: Task) -> Task:
    stored = await update_task(connection, by.workspace_id, before, after)
    moved = before.status != stored.status
    action = TaskAction.STATUS_CHANGED if moved else TaskAction.UPDATED
    line = HistoryLine(stored.id, stored.version, action, _difference(before, stored))
    await write_history(connection, by.workspace_id, by.name, [line], stored.updated_at)
    event = EventType.TASK_STATUS_CHANGED if moved else EventType.TASK_UPDATED
    await publish(connection, by.workspace_id, [(event, stored.model_dump_json())])
    return stored


def _difference(before: Task, after: Task) -> str:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    ours = {"version", "updated_at"}
    return orjson.dumps({k: v for k, v in new.items() if v != old[k] and k not in ours}).decode()
