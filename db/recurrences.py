"""Recurring tasks in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from db.idempotency import find_answer, keep_answer
from db.outbox import write_letters
from db.pool import Connection, Database
from db.publish import publish
from db.task_changes import create_task, get_task, lock_task, write_change
from db.task_writes import TaskDraft
from domain.access import Principal, RequestKey
from domain.card import CardKind
from domain.errors import NotFoundError
from domain.event import EventType, PendingEvent
from domain.outbox import CardParcel, Letter
from domain.recurring import RecurringDraft, RecurringTask
from domain.task import NewTask, Task
from domain.values import Role

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_LISTED: Final = 500

_COLUMNS = "id, workspace_id, rule, timezone, starts, task, next_at, created_by, created_at"

_INSERT = """
INSERT INTO recurrences (workspace_id, rule, timezone, starts, task, next_at, created_by)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) RETURNING id
"""

_UNFINISHED = """
SELECT id FROM tasks WHERE workspace_id = $1 AND recurrence_id = $2 AND status IN ('open', 'in_progress')
ORDER BY id
"""

# Where a message that became a task would have been answered by a card.
_CHAT = """
SELECT chat_id FROM telegram_chats WHERE chat_id::text = $2 AND workspace_id = $1 AND state = 'active'
    AND coalesce(feedback, CASE kind WHEN 'private' THEN 'cards' END) = 'cards'
"""


@dataclass(frozen=True)
class PostgresRecurrences:
    """`pipeline.recurring.RecurrenceStore` on PostgreSQL."""

    database: Database

    async def start(
        self, by: Principal, draft: RecurringDraft, occurrence: datetime, key: RequestKey | None
    ) -> Task:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.transaction() as connection:
            if (
                key is not None
                and (answer := await find_answer(connection, by.workspace_id, key)) is not None
            ):
                return Task.model_validate_json(answer)
            recurrence_id = await _insert(connection, by, draft, occurrence)
            task = await _make_task(connection, by, draft.task, recurrence_id, occurrence)
            if key is not None:
                await keep_answer(connection, by.workspace_id, key, task.model_dump_json())
            await publish(connection, by.workspace_id, [(EventType.TASK_CREATED, task.model_dump_json())])
        return task

    async def repeat(self, by: Principal, task_id: int, draft: RecurringDraft, occurrence: datetime) -> Task:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.transaction() as connection:
            before = await lock_task(connection, by.workspace_id, task_id)
            if before.recurrence_id is not None:
                await _end(connection, before.recurrence_id)
            recurrence_id = await _insert(connection, by, draft, occurrence)
            change = {"due": occurrence, "recurrence_id": recurrence_id, "recurrence": draft.rule}
            task, event = await _join(connection, by, before, change)
            await publish(connection, by.workspace_id, [event])
        return task

    async def get_task(self, workspace_id: int, task_id: int) -> Task:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.connection() as connection:
            return await get_task(connection, workspace_id, task_id)

    async def stop(self, by: Principal, recurrence_id: int) -> None:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.transaction() as connection:
            await _get(connection, by.workspace_id, recurrence_id)
            await _end(connection, recurrence_id)
            events: list[PendingEvent] = []
            for row in await connection.fetch(_UNFINISHED, by.workspace_id, recurrence_id):
                before = await lock_task(connection, by.workspace_id, row["id"])
                _, event = await _join(connection, by, before, {"recurrence_id": None, "recurrence": None})
                events.append(event)
            await publish(connection, by.workspace_id, events)

    async def get_recurrence(self, workspace_id: int, recurrence_id: int) -> RecurringTask:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.connection() as connection:
            return await _get(connection, workspace_id, recurrence_id)

    async def list_recurrences(self, workspace_id: int) -> Sequence[RecurringTask]:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(
                f"SELECT {_COLUMNS} FROM recurrences "  # noqa: S608 - constants
                "WHERE workspace_id = $1 AND next_at IS NOT NULL ORDER BY id DESC LIMIT $2",
                workspace_id,
                _LISTED,
            )
        return [_recurring_of(row) for row in rows]

    async def find_due(self, now: datetime, limit: int) -> Sequence[RecurringTask]:
        """See `pipeline.recurring.RecurrenceStore`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(
                f"SELECT {_COLUMNS} FROM recurrences "  # noqa: S608 - constants
                "WHERE next_at <= $1 ORDER BY next_at LIMIT $2",
                now,
                limit,
            )
        return [_recurring_of(row) for row in rows]

    async def advance(self, recurring: RecurringTask, occurrence: datetime | None) -> bool:
        """See `pipeline.recurring.RecurrenceStore`.

        The next time is the fence: who finds it changed has been forestalled, by another scheduler or by who
        stopped the recurrence. The unique occurrence of a task would hold even without it.
        """
        by = Principal(workspace_id=recurring.workspace_id, role=Role.MEMBER, name=recurring.created_by)
        async with self.database.transaction() as connection:
            moved = await connection.execute(
                "UPDATE recurrences SET next_at = $3 WHERE id = $1 AND next_at = $2",
                recurring.id,
                recurring.next_at,
                occurrence,
            )
            if not moved.endswith(" 1"):
                return False
            if occurrence is not None:
                task = await _make_task(connection, by, recurring.task, recurring.id, occurrence)
                await _show(connection, task, by.workspace_id)
                await publish(connection, by.workspace_id, [(EventType.TASK_CREATED, task.model_dump_json())])
        return True


async def _insert(connection: Connection, by: Principal, draft: RecurringDraft, occurrence: datetime) -> int:
    return await connection.fetchval(
        _INSERT,
        by.workspace_id,
        draft.rule,
        draft.timezone,
        draft.starts,
        draft.task.model_dump_json(),
        occurrence,
        by.name,
    )


async def _make_task(
    connection: Connection, by: Principal, draft: NewTask, recurrence_id: int, occurrence: datetime
) -> Task:
    due = draft.model_copy(update={"due": occurrence})
    made = await create_task(connection, by, TaskDraft(task=due, recurrence_id=recurrence_id))
    await connection.execute("UPDATE tasks SET occurrence = $2 WHERE id = $1", made.id, occurrence)
    return await get_task(connection, by.workspace_id, made.id)


async def _join(
    connection: Connection, by: Principal, before: Task, change: Mapping[str, object]
) -> tuple[Task, PendingEvent]:
    """Let a task, whose row is locked, belong to another recurrence or to none."""
    after = before.model_copy(update=dict(change))
    await connection.execute(
        "UPDATE tasks SET recurrence_id = $2, occurrence = $3 WHERE id = $1",
        before.id,
        after.recurrence_id,
        after.due if after.recurrence_id is not None else None,
    )
    return await write_change(connection, by, before, after)


async def _end(connection: Connection, recurrence_id: int) -> None:
    await connection.execute("UPDATE recurrences SET next_at = NULL WHERE id = $1", recurrence_id)


async def _show(connection: Connection, task: Task, workspace_id: int) -> None:
    """Let the task's chat see its card, if it wants to see cards."""
    chat_id = await connection.fetchval(_CHAT, workspace_id, task.chat_id)
    if chat_id is not None:
        parcel = CardParcel(card=CardKind.TASK, subject_id=task.id)
        await write_letters(connection, workspace_id, [Letter(chat_id=chat_id, parcel=parcel)])


async def _get(connection: Connection, workspace_id: int, recurrence_id: int) -> RecurringTask:
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM recurrences WHERE workspace_id = $1 AND id = $2",  # noqa: S608 - constants
        workspace_id,
        recurrence_id,
    )
    if row is None:
        raise NotFoundError("Recurrence not found")
    return _recurring_of(row)


def _recurring_of(row: Row) -> RecurringTask:
    fields = dict(row.items())
    return RecurringTask.model_validate(fields | {"task": NewTask.model_validate_json(row["task"])})
