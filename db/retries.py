"""Dead letters, and queueing messages that have ended once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.pool import INBOX_CHANNEL, Connection, Database
from db.publish import publish
from db.rows import MESSAGE_COLUMNS, MESSAGE_TABLES, PROPOSAL_COLUMNS, message_of, proposal_of
from db.where import Where
from domain.event import EventType
from domain.retry import MAX_RETRIED, DeadLetter, Retried, Which

EXCERPT_CHARS = 200

_DEAD_LETTERS = f"""
SELECT m.id AS message_id, m.external_id, c.external_id AS chat_id, m.author, m.source,
    left(m.content, {EXCERPT_CHARS}) AS excerpt, coalesce(i.error, '') AS error, i.attempts, m.sent_at,
    i.ended_at AS failed_at
FROM inbox i JOIN messages m ON m.id = i.message_id JOIN chats c ON c.id = m.chat_id
"""  # noqa: S608 - a constant

_DEAD = "SELECT message_id FROM inbox WHERE workspace_id = $1 AND state = 'dead'"

# The join keeps out messages that are in the queue again already.
_FALLBACKS = """
SELECT a.message_id FROM analyses a JOIN inbox i USING (message_id)
WHERE a.workspace_id = $1 AND a.fallback IS NOT NULL AND i.state = 'done'
"""

_ALL = {Which.DEAD: _DEAD, Which.FALLBACKS: _FALLBACKS}

# Locks messages that have ended, which no worker writes to: only those that wait are claimed. In the order of
# ids, so that two people who retry the same wait for each other. The event counter is locked last, as ever.
_REQUEUE = """
WITH ended AS (
    SELECT message_id FROM inbox
    WHERE workspace_id = $1 AND message_id = ANY ($2::bigint[]) AND state <> 'pending'
    ORDER BY message_id FOR UPDATE
)
UPDATE inbox
SET state = 'pending', attempts = 0, not_before = now(), error = NULL, epoch = NULL, ended_at = NULL
FROM ended WHERE inbox.message_id = ended.message_id
RETURNING inbox.message_id
"""

_FORGET = (
    "DELETE FROM analyses WHERE message_id = ANY ($1::bigint[])",
    "DELETE FROM entities WHERE message_id = ANY ($1::bigint[])",
    # Whoever is deciding about one of a message's proposals is waited for before it is looked at.
    "SELECT FROM proposals WHERE message_id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE",
    # Of a message that led to something, nothing is made anew: what still waits would be lost for good.
    """
    DELETE FROM proposals p WHERE p.message_id = ANY ($1::bigint[]) AND p.status = 'pending'
        AND NOT EXISTS (SELECT FROM proposals d WHERE d.message_id = p.message_id AND d.status <> 'pending')
        AND NOT EXISTS (SELECT FROM task_messages t WHERE t.message_id = p.message_id)
    """,
)

_READ = f"""
SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE m.id = ANY ($1::bigint[]) ORDER BY m.id
"""  # noqa: S608 - constants

_KEPT = f"""
SELECT {PROPOSAL_COLUMNS} FROM proposals p
WHERE p.message_id = ANY ($1::bigint[]) AND p.status = 'pending' ORDER BY p.id
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class PostgresRetries:
    """`domain.retry.Retries` on PostgreSQL."""

    database: Database

    async def list_dead_letters(
        self, workspace_id: int, limit: int, before_id: int | None
    ) -> list[DeadLetter]:
        """See `domain.retry.Retries`."""
        where = Where()
        where.add("i.workspace_id = {}", workspace_id)
        where.add("i.state = {}", "dead")
        where.add_if("i.message_id < {}", before_id)
        sql = f"{_DEAD_LETTERS} WHERE {where} ORDER BY i.message_id DESC LIMIT {int(limit)}"
        async with self.database.connection() as connection:
            rows = await connection.fetch(sql, *where.args)
        return [DeadLetter.model_validate(dict(row.items())) for row in rows]

    async def retry_messages(self, workspace_id: int, message_ids: Sequence[int]) -> Retried:
        """See `domain.retry.Retries`."""
        wanted = set(message_ids)
        async with self.database.transaction() as connection:
            retried = await _requeue(connection, workspace_id, sorted(wanted))
        return Retried(retried=retried, unchanged=len(wanted) - retried)

    async def retry_all(self, workspace_id: int, which: Which) -> Retried:
        """See `domain.retry.Retries`."""
        query = _ALL[which]
        async with self.database.transaction() as connection:
            rows = await connection.fetch(f"{query} ORDER BY message_id LIMIT {MAX_RETRIED}", workspace_id)
            retried = await _requeue(connection, workspace_id, [row["message_id"] for row in rows])
            left = await connection.fetchval(f"SELECT count(*) FROM ({query}) AS found", workspace_id)  # noqa: S608 - ours
        return Retried(retried=retried, left=left)


async def _requeue(connection: Connection, workspace_id: int, message_ids: Sequence[int]) -> int:
    """Put those of the messages that have ended back into the queue, as if they had just come."""
    rows = await connection.fetch(_REQUEUE, workspace_id, message_ids)
    if not rows:
        return 0
    ids = [row["message_id"] for row in rows]
    for statement in _FORGET:
        await connection.execute(statement, ids)
    messages = [message_of(row) for row in await connection.fetch(_READ, ids)]
    await connection.execute("SELECT pg_notify($1, '')", INBOX_CHANNEL)
    told = [(EventType.MESSAGE_RETRIED, message.model_dump_json()) for message in messages]
    kept = [proposal_of(row) for row in await connection.fetch(_KEPT, ids)]
    told += [(EventType.PROPOSAL_CREATED, proposal.model_dump_json()) for proposal in kept]
    await publish(connection, workspace_id, told)
    return len(ids)
