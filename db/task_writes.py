"""Statements that write tasks; the stores decide the transaction they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.indexing import index_tasks
from db.pool import Connection
from domain.analysis import Embedding
from domain.task import NewTask, Task, TaskAction
from domain.values import TaskStatus

AGENT = "manta"
"""Who tasks made by the agents are created by."""

_IDS = "SELECT nextval(pg_get_serial_sequence('tasks', 'id')) AS id FROM generate_series(1, $1)"

_TASKS = """
INSERT INTO tasks (id, workspace_id, title, description, category, priority, status, source, due, created_by,
                   chat_id, parent_id, recurrence_id, created_at, updated_at)
SELECT t.id, $1, t.title, t.description, t.category, t.priority, 'open', t.source, t.due, t.created_by,
    (SELECT c.id FROM chats c WHERE (c.workspace_id, c.source, c.external_id) = ($1, t.source, t.chat)),
    (SELECT p.id FROM tasks p WHERE p.workspace_id = $1 AND p.id = t.parent_id), t.recurrence_id, $2, $2
FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
            $10::text[], $11::text[], $12::bigint[], $13::bigint[])
    AS t (id, title, description, category, priority, source, due, created_by, chat, parent_id, recurrence_id)
"""

_HISTORY = """
INSERT INTO task_history (workspace_id, actor, at, task_id, version, action, changes)
SELECT $1, $2, $3, t.task_id, t.version, t.action, t.changes::jsonb
FROM unnest($4::bigint[], $5::int[], $6::text[], $7::text[]) AS t (task_id, version, action, changes)
"""

_SOURCES = """
INSERT INTO task_messages (workspace_id, task_id, message_id)
SELECT $1, t.task_id, t.message_id FROM unnest($2::bigint[], $3::bigint[]) AS t (task_id, message_id)
"""

_ASSIGNEES = """
INSERT INTO task_assignees (workspace_id, task_id, name, position)
SELECT $1, t.task_id, t.name, t.position
FROM unnest($2::bigint[], $3::text[], $4::smallint[]) AS t (task_id, name, position)
"""

# Two statements: the second can't see rows that the first would insert in the same snapshot. Sorted
# names keep two transactions that bring the same new labels from waiting for each other.
_NEW_LABELS = """
INSERT INTO labels (workspace_id, name) SELECT DISTINCT $1::bigint, name FROM unnest($2::text[]) AS name
ORDER BY name ON CONFLICT DO NOTHING
"""
_LABELS = """
INSERT INTO task_labels (workspace_id, task_id, label_id, position)
SELECT $1, t.task_id, l.id, t.position
FROM unnest($2::bigint[], $3::text[], $4::smallint[]) AS t (task_id, name, position)
JOIN labels l ON l.workspace_id = $1 AND l.name = t.name
"""

_UPDATE = """
UPDATE tasks SET title = $3, description = $4, category = $5, priority = $6, status = $7, due = $8,
    version = version + 1, updated_at = clock_timestamp()
WHERE workspace_id = $1 AND id = $2
RETURNING version, updated_at
"""


@dataclass(frozen=True)
class TaskDraft:
    """A task about to be inserted, with the messages it comes from.

    `created_by` is whose work the draft is, if not the actor's: a person may confirm what the agents drafted.
    `recurrence_id` is what makes its next one.
    """

    task: NewTask
    message_ids: tuple[int, ...] = ()
    embedding: Embedding | None = None
    created_by: str | None = None
    recurrence_id: int | None = None


async def insert_tasks(
    connection: Connection, workspace_id: int, actor: str, drafts: Sequence[TaskDraft], now: datetime
) -> list[Task]:
    """Insert tasks with everything that belongs to them, except their events; return them in order."""
    if not drafts:
        return []
    ids = [row["id"] for row in await connection.fetch(_IDS, len(drafts))]
    tasks = [_made(draft, task_id, now) for draft, task_id in zip(drafts, ids, strict=True)]
    makers = [draft.created_by or actor for draft in drafts]
    rows = [
        (
            t.id,
            t.title,
            t.description,
            t.category.value,
            t.priority.value,
            t.source.value,
            t.due,
            maker,
            t.chat_id,
            t.parent_id,
            t.recurrence_id,
        )
        for t, maker in zip(tasks, makers, strict=True)
    ]
    await connection.execute(_TASKS, workspace_id, now, *map(list, zip(*rows, strict=True)))
    await write_history(connection, workspace_id, actor, [_birth(task) for task in tasks], now)
    await _insert_sources(connection, workspace_id, tasks)
    await insert_people_and_labels(connection, workspace_id, tasks)
    meanings = [(task.id, draft.embedding) for task, draft in zip(tasks, drafts, strict=True)]
    await index_tasks(connection, workspace_id, meanings)
    return tasks


def _made(draft: TaskDraft, task_id: int, now: datetime) -> Task:
    return named_once(
        Task(
            **dict(draft.task),
            id=task_id,
            status=TaskStatus.OPEN,
            created_at=now,
            updated_at=now,
            version=1,
            message_ids=list(draft.message_ids),
            recurrence_id=draft.recurrence_id,
        )
    )


def named_once(task: Task) -> Task:
    """Return `task` with every assignee and label once, where it was named first."""
    once = {"assignees": list(dict.fromkeys(task.assignees)), "labels": list(dict.fromkeys(task.labels))}
    return task.model_copy(update=once)


@dataclass(frozen=True)
class HistoryLine:
    """One change of one task; `changes` is JSON text of the changed fields' new values."""

    task_id: int
    version: int
    action: TaskAction
    changes: str


def _birth(task: Task) -> HistoryLine:
    changes = task.model_dump_json(include={"title", "category", "priority", "status", "due", "assignees"})
    return HistoryLine(task.id, 1, TaskAction.CREATED, changes)


async def write_history(
    connection: Connection, workspace_id: int, actor: str, lines: Sequence[HistoryLine], at: datetime
) -> None:
    """Append to the histories of tasks."""
    rows = [(line.task_id, line.version, line.action.value, line.changes) for line in lines]
    await connection.execute(_HISTORY, workspace_id, actor, at, *map(list, zip(*rows, strict=True)))


async def _insert_sources(connection: Connection, workspace_id: int, tasks: Sequence[Task]) -> None:
    pairs = [(task.id, message_id) for task in tasks for message_id in task.message_ids]
    if pairs:
        await connection.execute(_SOURCES, workspace_id, *map(list, zip(*pairs, strict=True)))


async def insert_people_and_labels(connection: Connection, workspace_id: int, tasks: Sequence[Task]) -> None:
    """Insert the assignees and labels of tasks that have none stored."""
    people = [(task.id, name, place) for task in tasks for place, name in enumerate(task.assignees)]
    if people:
        await connection.execute(_ASSIGNEES, workspace_id, *map(list, zip(*people, strict=True)))
    labels = [(task.id, name, place) for task in tasks for place, name in enumerate(task.labels)]
    if labels:
        await connection.execute(_NEW_LABELS, workspace_id, [name for _, name, _ in labels])
        await connection.execute(_LABELS, workspace_id, *map(list, zip(*labels, strict=True)))


async def update_task(connection: Connection, workspace_id: int, before: Task, after: Task) -> Task:
    """Write `after` over `before`, whose row the transaction has locked; return it with its new version."""
    row = await connection.fetchrow(
        _UPDATE,
        workspace_id,
        after.id,
        after.title,
        after.description,
        after.category.value,
        after.priority.value,
        after.status.value,
        after.due,
    )
    if row is None:
        msg = f"task {after.id} vanished while its row was locked"
        raise RuntimeError(msg)
    if (before.assignees, before.labels) != (after.assignees, after.labels):
        await connection.execute("DELETE FROM task_assignees WHERE task_id = $1", after.id)
        await connection.execute("DELETE FROM task_labels WHERE task_id = $1", after.id)
        await insert_people_and_labels(connection, workspace_id, [after])
    if (before.title, before.description) != (after.title, after.description):
        await index_tasks(connection, workspace_id, [(after.id, None)])
    return after.model_copy(update={"version": row["version"], "updated_at": row["updated_at"]})
