"""The queue: leasing chats by epoch, and writing results only for the newest one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asyncpg import Record

from db.pool import INBOX_CHANNEL, Connection, Database
from db.publish import publish
from db.results import write_outcomes
from db.rows import QUEUED_COLUMNS, message_of
from domain.inbox import Claim, Outcome, QueuedMessage, Result
from domain.workspace import WorkspaceSettings

# Walks the pending chats by a skip scan over the partial index: the cost grows with the number of
# waiting chats looked at, never with the length of their queues. A chat whose first message waits for
# its next try is passed over whole, because its order would break otherwise.
_LEASE = """
WITH RECURSIVE waiting (chat_id) AS (
    (SELECT min(chat_id) FROM inbox WHERE state = 'pending' AND chat_id > $4)
    UNION ALL
    SELECT (SELECT min(i.chat_id) FROM inbox i WHERE i.state = 'pending' AND i.chat_id > w.chat_id)
    FROM waiting w WHERE w.chat_id IS NOT NULL
), free AS (
    SELECT l.chat_id FROM waiting w JOIN chat_leases l USING (chat_id)
    WHERE l.lease_until <= clock_timestamp()
      AND (SELECT i.not_before <= clock_timestamp() FROM inbox i
           WHERE i.chat_id = w.chat_id AND i.state = 'pending' ORDER BY i.seq LIMIT 1)
    LIMIT $2
    FOR UPDATE OF l SKIP LOCKED
)
UPDATE chat_leases l
SET epoch = l.epoch + 1, lease_until = clock_timestamp() + make_interval(secs => $3), worker = $1
FROM free, chats c, workspaces w WHERE l.chat_id = free.chat_id AND c.id = l.chat_id AND w.id = c.workspace_id
RETURNING l.chat_id, l.epoch, c.workspace_id, w.settings
"""

# A message that was tried before is taken alone: if it kills its worker, its neighbours' attempts
# are not counted with it.
_TAKE = """
WITH head AS (
    SELECT chat_id, (SELECT i.attempts > 0 FROM inbox i
                     WHERE i.chat_id = t.chat_id AND i.state = 'pending' ORDER BY i.seq LIMIT 1) AS alone
    FROM unnest($1::bigint[]) AS t (chat_id)
), taken AS (
    SELECT i.message_id FROM head CROSS JOIN LATERAL (
        SELECT message_id FROM inbox
        WHERE chat_id = head.chat_id AND state = 'pending'
        ORDER BY seq LIMIT CASE WHEN head.alone THEN 1 ELSE $2 END
    ) i
)
UPDATE inbox SET attempts = attempts + 1 FROM taken WHERE inbox.message_id = taken.message_id
RETURNING inbox.message_id
"""

_READ = f"""
SELECT {QUEUED_COLUMNS}, m.chat_id AS chat, c.title AS chat_title, i.attempts, m.digest
FROM messages m JOIN chats c ON c.id = m.chat_id JOIN inbox i ON i.message_id = m.id
WHERE m.id = ANY ($1::bigint[]) ORDER BY m.chat_id, m.seq
"""  # noqa: S608 - constants

# Whoever locks several chats locks them in the order of their ids.
_FENCE = """
SELECT l.chat_id, l.epoch, now() AS now
FROM chat_leases l JOIN unnest($1::bigint[], $2::bigint[]) AS t (chat_id, epoch) USING (chat_id)
WHERE l.epoch = t.epoch ORDER BY l.chat_id FOR UPDATE OF l
"""

_EDITED = """
SELECT m.id FROM messages m JOIN unnest($1::bigint[], $2::bytea[]) AS t (id, digest) USING (id)
WHERE m.digest <> t.digest
"""

_RENEW = """
WITH held AS (
    SELECT l.chat_id
    FROM chat_leases l JOIN unnest($1::bigint[], $2::bigint[]) AS t (chat_id, epoch) USING (chat_id)
    WHERE l.epoch = t.epoch ORDER BY l.chat_id FOR UPDATE OF l
)
UPDATE chat_leases l SET lease_until = clock_timestamp() + make_interval(secs => $3)
FROM held WHERE l.chat_id = held.chat_id
RETURNING l.chat_id
"""

_REFUND = """
UPDATE inbox SET attempts = greatest(attempts - 1, 0)
WHERE message_id = ANY ($1::bigint[]) AND state = 'pending'
"""

# The epoch goes on, so that a renewal or a second finish that was under way can't hold or write any more.
_RELEASE = f"""
WITH released AS (
    UPDATE chat_leases SET epoch = epoch + 1, lease_until = clock_timestamp(), worker = ''
    WHERE chat_id = ANY ($1::bigint[]) RETURNING chat_id
)
SELECT pg_notify('{INBOX_CHANNEL}', '') WHERE EXISTS (
    SELECT FROM released r WHERE EXISTS (
        SELECT FROM inbox i WHERE i.chat_id = r.chat_id AND i.state = 'pending'))
"""  # noqa: S608 - the channel is a constant


@dataclass
class PostgresInbox:
    """`domain.inbox.Inbox` on PostgreSQL.

    Args:
        database: Where the queue is.
        lease_s: How long a claim lasts without renewal, by the database's clock.
        per_chat: Most messages claimed of one chat at once, unless the claimer asks for more of few chats.
    """

    database: Database
    lease_s: float = 15.0
    per_chat: int = 16
    _cursor: int = field(default=0, init=False)

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """See `domain.inbox.Inbox`. Chats take turns: the search goes on where the last one ended."""
        async with self.database.transaction() as connection:
            leases = await self._lease(connection, worker, limit)
            if not leases:
                return []
            of_each = max(self.per_chat, messages // len(leases))
            taken = await connection.fetch(_TAKE, [row["chat_id"] for row in leases], of_each)
            rows = await connection.fetch(_READ, [row["message_id"] for row in taken])
        return _claims(leases, rows)

    async def _lease(self, connection: Connection, worker: str, limit: int) -> list[Record]:
        leases = await connection.fetch(_LEASE, worker, limit, self.lease_s, self._cursor)
        if not leases and self._cursor:
            leases = await connection.fetch(_LEASE, worker, limit, self.lease_s, 0)
        self._cursor = max((row["chat_id"] for row in leases), default=0)
        return leases

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        """See `domain.inbox.Inbox`."""
        async with self.database.connection() as connection:
            chats, epochs = [c.chat_id for c in claims], [c.epoch for c in claims]
            held = await connection.fetch(_RENEW, chats, epochs, self.lease_s)
        return {row["chat_id"] for row in held}

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        """See `domain.inbox.Inbox`."""
        [written] = await self.finish_all([(claim, outcomes)])
        return written

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        """See `domain.inbox.Inbox`."""
        async with self.database.transaction() as connection:
            chats, epochs = [claim.chat_id for claim, _ in results], [claim.epoch for claim, _ in results]
            rows = await connection.fetch(_FENCE, chats, epochs)
            newest = {(row["chat_id"], row["epoch"]) for row in rows}
            held = [(claim.chat_id, claim.epoch) in newest for claim, _ in results]
            valid = [result for result, is_held in zip(results, held, strict=True) if is_held]
            if valid:
                await _write(connection, valid, rows[0]["now"])
        return held


async def _write(connection: Connection, results: Sequence[Result], now: datetime) -> None:
    """Write results that hold, and hand their chats back; the workspace's event counter is locked last."""
    results = await _without_edited(connection, results)
    events = await write_outcomes(connection, results, now)
    if left := _without_outcome(results):
        await connection.execute(_REFUND, left)
    await connection.execute(_RELEASE, [claim.chat_id for claim, _ in results])
    await publish(connection, results[0][0].workspace_id, events)


async def _without_edited(connection: Connection, results: Sequence[Result]) -> list[Result]:
    """Return the outcomes of messages that still say what was analysed; edits wait for the chat's lease."""
    queued = [queued for claim, outcomes in results if outcomes for queued in claim.messages]
    if not queued:
        return list(results)
    rows = await connection.fetch(_EDITED, [q.message.id for q in queued], [q.digest for q in queued])
    edited = {row["id"] for row in rows}
    return [
        (claim, [outcome for outcome in outcomes if outcome.message.id not in edited])
        for claim, outcomes in results
    ]


def _without_outcome(results: Sequence[Result]) -> list[int]:
    ended = {outcome.message.id for _, outcomes in results for outcome in outcomes}
    claimed = [queued.message.id for claim, _ in results for queued in claim.messages]
    return [message_id for message_id in claimed if message_id not in ended]


def _claims(leases: Sequence[Record], rows: Sequence[Record]) -> list[Claim]:
    by_chat: dict[int, list[QueuedMessage]] = {}
    for row in rows:
        queued = QueuedMessage(
            message=message_of(row),
            chat_title=row["chat_title"],
            attempts=row["attempts"],
            digest=row["digest"],
        )
        by_chat.setdefault(row["chat"], []).append(queued)
    return [
        Claim(
            workspace_id=lease["workspace_id"],
            chat_id=lease["chat_id"],
            epoch=lease["epoch"],
            settings=WorkspaceSettings.model_validate_json(lease["settings"]),
            messages=tuple(by_chat.get(lease["chat_id"], ())),
        )
        for lease in leases
    ]
