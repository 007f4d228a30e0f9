"""Reminders: written and posted in one transaction, so that each is told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from db.outbox import write_letters
from db.pool import Connection, Database
from domain.access import Principal
from domain.errors import TaskNotFoundError
from domain.outbox import Letter, ReminderParcel, RoundUpParcel
from domain.reminder import LATE, LATEST, LEAD, ReminderKind, ReminderPlan, plan_reminders

if TYPE_CHECKING:
    from asyncpg import Record

AT_ONCE: Final = 5
"""So many reminders of a chat at once are told one by one; more are told in one message."""

NAMED: Final = 20
"""So many tasks are named in one message; the others are counted."""

_BATCH: Final = 20_000
"""Most reminders written in one transaction, a second or two of work."""

_ACTIVE = """
SELECT k.id AS conversation_id, c.chat_id, c.workspace_id,
    coalesce(c.timezone, w.settings ->> 'timezone', 'UTC') AS timezone
FROM telegram_chats c JOIN workspaces w ON w.id = c.workspace_id
JOIN chats k ON (k.workspace_id, k.source, k.external_id) = (c.workspace_id, 'telegram', c.chat_id::text)
WHERE c.state = 'active'
"""

_ZONES = f"SELECT DISTINCT timezone FROM ({_ACTIVE}) a"  # noqa: S608 - a constant

_UNFINISHED = "t.due IS NOT NULL AND t.status IN ('open', 'in_progress')"

# What was told is left out before histories are looked at: they are dear, and asked of few. A due time that
# was set, or a task that was reopened, when its reminder's moment had passed has nobody to be told.
_FIRE = f"""
WITH active AS ({_ACTIVE}),
days AS (
    SELECT * FROM unnest($4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
        AS d (timezone, kind, due, moment)
), near AS (
    SELECT t.id AS task_id, t.due, t.chat_id AS conversation_id FROM tasks t
    WHERE {_UNFINISHED} AND t.due > $1::timestamptz - $2::interval AND t.due <= $1::timestamptz + $3::interval
), timed AS (
    SELECT n.task_id, n.due, a.chat_id, a.workspace_id FROM near n JOIN active a USING (conversation_id)
    WHERE NOT EXISTS (
        SELECT FROM unnest($8::text[], $9::timestamptz[]) AS w (timezone, due)
        WHERE (w.timezone, w.due) = (a.timezone, n.due))
), candidates AS (
    SELECT task_id, due, chat_id, workspace_id, 'due' AS kind, due AS moment FROM timed WHERE due <= $1
    UNION ALL
    SELECT task_id, due, chat_id, workspace_id, 'before', due - $3::interval FROM timed WHERE due > $1
    UNION ALL
    SELECT t.id, t.due, a.chat_id, a.workspace_id, d.kind, d.moment
    FROM days d JOIN tasks t ON t.due = d.due AND {_UNFINISHED}
    JOIN active a ON a.conversation_id = t.chat_id AND a.timezone = d.timezone
), untold AS MATERIALIZED (
    SELECT c.* FROM candidates c WHERE NOT EXISTS (
        SELECT FROM reminders r WHERE (r.task_id, r.kind, r.at) = (c.task_id, c.kind, c.due))
)
INSERT INTO reminders (workspace_id, task_id, kind, at, chat_id, fired_at)
SELECT workspace_id, task_id, kind, due, chat_id, $1 FROM untold u
WHERE (
    SELECT max(h.at) FROM task_history h WHERE h.task_id = u.task_id AND h.changes ?| '{{due,status}}'
) <= u.moment
ORDER BY task_id, kind LIMIT $10
ON CONFLICT DO NOTHING
RETURNING workspace_id, chat_id, task_id, kind, at
"""  # noqa: S608 - constants

# Those of finished tasks, of chats that were left, and late ones are through too, only without being told.
_WAKE = """
WITH woken AS (
    UPDATE reminders SET fired_at = $1 WHERE id IN (
        SELECT id FROM reminders WHERE fired_at IS NULL AND at <= $1
        ORDER BY at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id, chat_id, task_id, kind, at
)
SELECT r.* FROM woken r
JOIN tasks t ON t.id = r.task_id AND t.status IN ('open', 'in_progress')
JOIN telegram_chats c ON c.chat_id = r.chat_id AND c.state = 'active'
WHERE r.at > $1::timestamptz - $2::interval
"""

_THREADS = """
SELECT t.task_id, coalesce(
    (SELECT c.thread_id FROM cards c
     WHERE (c.chat_id, c.kind, c.subject_id) = (t.chat_id, 'task', t.task_id)),
    (SELECT m.thread_id FROM task_messages tm JOIN messages m ON m.id = tm.message_id
     WHERE tm.task_id = t.task_id ORDER BY m.id LIMIT 1)) AS thread_id
FROM unnest($1::bigint[], $2::bigint[]) AS t (task_id, chat_id)
"""

_SNOOZE = """
INSERT INTO reminders (workspace_id, task_id, kind, at, chat_id, asked_by)
SELECT workspace_id, id, 'snoozed', $3, $4, $5 FROM tasks WHERE workspace_id = $1 AND id = $2
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class PostgresReminders:
    """`domain.reminder.Reminders` on PostgreSQL, and what finds out which are due."""

    database: Database

    async def fire(self, now: datetime) -> int:
        """Write down every reminder that is due and post its letter; return how many were written.

        A row is unique by task, kind, due time and chat, and is committed with its letter: a second scheduler
        waits for the first one's and writes nothing, and what dies between has told nothing.
        """
        async with self.database.transaction() as connection:
            plan = plan_reminders(now, [row["timezone"] for row in await connection.fetch(_ZONES)])
            fired = await connection.fetch(_FIRE, *_arguments(plan), _BATCH)
            fired += await connection.fetch(_WAKE, now, LATEST, _BATCH)
            by_chat = itemgetter("workspace_id", "chat_id")
            for (workspace_id, chat_id), rows in groupby(sorted(fired, key=by_chat), key=by_chat):
                letters = await _letters(connection, chat_id, list(rows), now)
                await write_letters(connection, workspace_id, letters)
        return len(fired)

    async def snooze(self, by: Principal, task_id: int, chat_id: int, at: datetime) -> datetime:
        """See `domain.reminder.Reminders`."""
        minute = at.replace(second=0, microsecond=0) + timedelta(minutes=1 if at.second else 0)
        async with self.database.transaction() as connection:
            # Whoever snoozes the same task waits here, so that the later wish replaces the earlier one.
            found = await connection.fetchval(
                "SELECT id FROM tasks WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE",
                by.workspace_id,
                task_id,
            )
            if found is None:
                raise TaskNotFoundError
            await connection.execute(
                "DELETE FROM reminders WHERE task_id = $1 AND chat_id = $2 AND kind = 'snoozed' "
                "AND fired_at IS NULL",
                task_id,
                chat_id,
            )
            await connection.execute(_SNOOZE, by.workspace_id, task_id, minute, chat_id, by.name)
        return minute


def _arguments(plan: ReminderPlan) -> list[object]:
    return [
        plan.now,
        LATEST,
        LEAD,
        [day.zone for day in plan.days],
        [day.kind.value for day in plan.days],
        [day.due for day in plan.days],
        [day.moment for day in plan.days],
        [zone for zone, _ in plan.whole_days],
        [due for _, due in plan.whole_days],
    ]


async def _letters(
    connection: Connection, chat_id: int, rows: Sequence["Record"], now: datetime
) -> list[Letter]:
    if len(rows) > AT_ONCE:
        ids = sorted({int(row["task_id"]) for row in rows})
        parcel = RoundUpParcel(task_ids=tuple(ids[:NAMED]), more=max(0, len(ids) - NAMED))
        return [Letter(chat_id=chat_id, parcel=parcel)]
    found = await connection.fetch(_THREADS, [row["task_id"] for row in rows], [chat_id] * len(rows))
    threads = {row["task_id"]: row["thread_id"] for row in found}
    return [
        Letter(
            chat_id=chat_id,
            parcel=ReminderParcel(
                task_id=row["task_id"],
                reminder=ReminderKind(row["kind"]),
                at=row["at"],
                late=now - row["at"] > LATE,
                thread_id=threads[row["task_id"]],
            ),
        )
        for row in rows
    ]
