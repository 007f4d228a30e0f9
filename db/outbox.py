"""The outbox: written with the change it tells of, claimed by tries, settled once."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.pool import OUTBOX_CHANNEL, Connection, Database
from domain.message import Message
from domain.outbox import TASK_CREATED, Announcement, OutboxItem, Refused, SendOutcome, Sent

_WRITE = """
INSERT INTO outbox (workspace_id, dedupe_key, kind, destination, payload, state)
SELECT $1, t.dedupe_key, $2, t.destination, t.payload::json, 'pending'
FROM unnest($3::text[], $4::text[], $5::text[]) AS t (dedupe_key, destination, payload)
ON CONFLICT (workspace_id, dedupe_key) DO NOTHING
"""

# Only the first item of a destination may go: one that waits, or is being sent, holds back what follows it.
# The last condition is looked at again on a row that somebody else has just claimed.
_CLAIM = """
WITH heads AS (
    SELECT DISTINCT ON (destination) id, not_before FROM outbox
    WHERE state = 'pending' ORDER BY destination, id
), due AS (
    SELECT o.id FROM heads JOIN outbox o USING (id)
    WHERE heads.not_before <= clock_timestamp() ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED
)
UPDATE outbox o SET attempts = o.attempts + 1, not_before = clock_timestamp() + make_interval(secs => $2)
FROM due WHERE o.id = due.id AND o.state = 'pending' AND o.not_before <= clock_timestamp()
RETURNING o.id, o.destination, o.payload, o.attempts, o.created_at
"""

_OURS = "WHERE id = $1 AND attempts = $2 AND state = 'pending'"

_SENT = f"""
UPDATE outbox SET state = 'sent', sent_at = clock_timestamp(), answer = $3::json, error = NULL {_OURS}
"""  # noqa: S608 - a constant

_REFUSED = f"UPDATE outbox SET state = 'dead', error = $3 {_OURS}"  # noqa: S608 - a constant

_LATER = f"""
UPDATE outbox SET not_before = clock_timestamp() + make_interval(secs => $4), error = $3 {_OURS}
"""  # noqa: S608 - a constant


async def write_announcements(
    connection: Connection, workspace_id: int, told: Sequence[tuple[Message, Announcement]]
) -> None:
    """Queue announcements inside the transaction of the change they tell of."""
    if not told:
        return
    await connection.execute(
        _WRITE,
        workspace_id,
        TASK_CREATED,
        [announcement.dedupe_key for _, announcement in told],
        [message.chat_id for message, _ in told],
        [announcement.model_dump_json() for _, announcement in told],
    )
    await connection.execute("SELECT pg_notify($1, '')", OUTBOX_CHANNEL)


@dataclass(frozen=True)
class PostgresOutbox:
    """`domain.outbox.Outbox` on PostgreSQL.

    Args:
        database: Where the queue is.
        lease_s: After this, by the database's clock, a try that nothing was heard of is made again.
    """

    database: Database
    lease_s: float = 30.0

    async def claim(self, limit: int) -> list[OutboxItem]:
        """See `domain.outbox.Outbox`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_CLAIM, limit, self.lease_s)
        return [
            OutboxItem(
                id=row["id"],
                destination=row["destination"],
                announcement=Announcement.model_validate_json(row["payload"]),
                attempts=row["attempts"],
                created_at=row["created_at"],
            )
            for row in rows
        ]

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        """See `domain.outbox.Outbox`."""
        async with self.database.connection() as connection:
            if isinstance(outcome, Sent):
                status = await connection.execute(_SENT, item.id, item.attempts, outcome.answer)
            elif isinstance(outcome, Refused):
                status = await connection.execute(_REFUSED, item.id, item.attempts, outcome.reason)
            else:
                told = (outcome.reason, outcome.retry_in_s)
                status = await connection.execute(_LATER, item.id, item.attempts, *told)
        return status.endswith(" 1")
