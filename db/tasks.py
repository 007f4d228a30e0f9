"""Tasks in PostgreSQL: each use case is one transaction with its history and its event."""

from dataclasses import dataclass

from db.chat_ids import find_chat_ids
from db.comments import delete_comment, insert_comment, read_comments, told_of, told_of_deleted
from db.corrections import learn_from_change
from db.idempotency import find_answer, keep_answer
from db.links import read_links
from db.pool import Database
from db.publish import publish
from db.rows import TASK_COLUMNS, history_of, source_message_of, task_of
from db.stats import read_stats
from db.subtasks import parent_of, read_parent, read_subtasks
from db.task_changes import create_task, get_task, lock_task, write_change
from db.task_lists import LETTERS, ORDERS, SHORTLY_READ, encode_cursor, position_of, where_of
from db.task_merging import merge_tasks
from db.task_writes import TaskDraft, named_once
from domain.access import Principal, RequestKey
from domain.comment import Comment
from domain.errors import StaleVersionError, TaskNotFoundError
from domain.event import EventType
from domain.task import NewTask, Stats, Task, TaskChange, TaskDetail, TaskPage, TaskQuery, TaskStamp

_STAMP = """
SELECT t.version, ARRAY(SELECT c.id FROM task_comments c WHERE c.task_id = t.id ORDER BY 1) AS comment_ids,
    p.id AS task_id, p.title, p.status
FROM tasks t LEFT JOIN tasks p ON p.id = t.parent_id WHERE t.workspace_id = $1 AND t.id = $2
"""

_HISTORY = """
SELECT at, actor, action, version, changes FROM task_history
WHERE workspace_id = $1 AND task_id = $2 ORDER BY version
"""

_SOURCES = """
SELECT m.id, m.external_id, m.author, m.content, c.external_id AS chat_id, m.sent_at, m.source, m.thread_id
FROM task_messages tm JOIN messages m ON m.id = tm.message_id JOIN chats c ON c.id = m.chat_id
WHERE tm.workspace_id = $1 AND tm.task_id = $2 ORDER BY m.id
"""


_BEFORE_NEWEST = f"""
SELECT id FROM tasks WHERE workspace_id = $1 ORDER BY id DESC OFFSET {SHORTLY_READ} LIMIT 1
"""  # noqa: S608 - a constant


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
            subtasks = await read_subtasks(connection, workspace_id, task_id)
            parent = await read_parent(connection, workspace_id, task_id)
            comments = await read_comments(connection, workspace_id, task_id)
        return TaskDetail(
            **dict(task),
            history=[history_of(row) for row in history],
            messages=[source_message_of(row) for row in sources],
            links=links,
            subtasks=subtasks,
            parent=parent,
            comments=comments,
        )

    async def get_stamp(self, workspace_id: int, task_id: int) -> TaskStamp:
        """See `pipeline.board.TaskStore`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(_STAMP, workspace_id, task_id)
            if row is None:
                raise TaskNotFoundError
            links = await read_links(connection, workspace_id, task_id)
            subtasks = await read_subtasks(connection, workspace_id, task_id)
        return TaskStamp(
            version=row["version"],
            links=links,
            subtasks=subtasks,
            parent=parent_of(row),
            comment_ids=row["comment_ids"],
        )

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """See `domain.ports.TaskBoard`."""
        async with self.database.snapshot() if query.text else self.database.connection() as connection:
            if query.text:
                # A plan for any text would look through all tasks for one that is nowhere.
                await connection.execute("SET LOCAL plan_cache_mode = force_custom_plan")
            chat_ids = await find_chat_ids(connection, workspace_id, query.chats)
            where = where_of(workspace_id, query, chat_ids)
            if query.text and len(query.text) < LETTERS:
                where.add("t.id > {}", await connection.fetchval(_BEFORE_NEWEST, workspace_id) or 0)
            sql = (
                f"SELECT {TASK_COLUMNS} FROM tasks t WHERE {where} "  # noqa: S608 - see Where
                f"ORDER BY {ORDERS[query.sort].clause()} LIMIT {int(query.limit) + 1}"
            )
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
            stored, event = await write_change(connection, by, before, after)
            await learn_from_change(connection, by, before, stored)
            await publish(connection, by.workspace_id, [event])
        return stored

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            target, events = await merge_tasks(connection, by, task_id, into)
            await publish(connection, by.workspace_id, events)
        return target

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            if key is not None:
                answer = await find_answer(connection, by.workspace_id, key)
                if answer is not None:
                    return Comment.model_validate_json(answer)
            comment = await insert_comment(connection, by, task_id, text)
            if key is not None:
                await keep_answer(connection, by.workspace_id, key, comment.model_dump_json())
            await publish(connection, by.workspace_id, [told_of(comment)])
        return comment

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        """See `domain.ports.TaskBoard`."""
        async with self.database.transaction() as connection:
            await delete_comment(connection, by, task_id, comment_id)
            await publish(connection, by.workspace_id, [told_of_deleted(comment_id, task_id)])

    async def get_stats(self, workspace_id: int) -> Stats:
        """See `domain.ports.TaskBoard`."""
        async with self.database.connection() as connection:
            return await read_stats(connection, workspace_id)
