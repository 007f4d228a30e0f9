"""The queue of Telegram's updates: stored before they are acknowledged, handled in order for each chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.pool import UPDATES_CHANNEL, Database
from domain.update import Dropped, Handled, NewUpdate, Postponed, QueuedUpdate, UpdateOutcome

_STORE = f"""
WITH stored AS (
    INSERT INTO telegram_updates (update_id, workspace_id, kind, lane, payload, state, error, ended_at)
    SELECT DISTINCT ON (t.update_id) t.update_id, $1, t.kind, t.lane, t.payload,
        CASE WHEN t.error IS NULL THEN 'pending' ELSE 'dead' END, t.error,
        CASE WHEN t.error IS NULL THEN NULL ELSE clock_timestamp() END
    FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[])
        AS t (update_id, kind, lane, payload, error)
    ORDER BY t.update_id
    ON CONFLICT DO NOTHING
    RETURNING update_id
), hint AS (
    SELECT pg_notify('{UPDATES_CHANNEL}', '') WHERE EXISTS (SELECT FROM stored)
)
SELECT update_id FROM stored WHERE (SELECT count(*) FROM hint) >= 0
"""  # noqa: S608 - the channel is a constant

# Walks the lanes that wait by a skip scan over the partial index, so that the cost grows with them and not
# with the length of their queues. Only the first of a lane may be handled: one that waits for its next try,
# or is being handled, holds back what follows. Three things keep the planner from reading all that waits: a
# lane's first is asked for by row comparison, each is locked by itself, and the update can't use the partial
# index. The last condition is looked at again on a locked row.
_CLAIM = """
WITH RECURSIVE waiting (lane) AS (
    (SELECT min(lane) FROM telegram_updates WHERE state = 'pending')
    UNION ALL
    SELECT (SELECT min(u.lane) FROM telegram_updates u WHERE u.state = 'pending' AND u.lane > w.lane)
    FROM waiting w WHERE w.lane IS NOT NULL
), heads AS (
    SELECT h.update_id FROM waiting w CROSS JOIN LATERAL (
        SELECT update_id, not_before FROM telegram_updates u
        WHERE u.state = 'pending' AND (u.lane, u.update_id) >= (w.lane, -9223372036854775808)
        ORDER BY u.lane, u.update_id LIMIT 1
    ) h WHERE h.not_before <= clock_timestamp()
), due AS (
    SELECT locked.update_id FROM (SELECT update_id FROM heads ORDER BY update_id) h CROSS JOIN LATERAL (
        SELECT u.update_id FROM telegram_updates u
        WHERE u.update_id = h.update_id AND u.state = 'pending' AND u.not_before <= clock_timestamp()
        LIMIT 1 FOR UPDATE SKIP LOCKED
    ) locked LIMIT $1
)
UPDATE telegram_updates u
SET attempts = u.attempts + 1, not_before = clock_timestamp() + make_interval(secs => $2)
WHERE u.update_id = ANY (ARRAY(SELECT update_id FROM due))
    AND u.state IN ('pending') IS TRUE AND u.not_before <= clock_timestamp()
RETURNING u.update_id, u.workspace_id, u.kind, u.lane, u.payload, u.attempts, u.received_at
"""

_OURS = "WHERE update_id = $1 AND attempts = $2 AND state = 'pending'"

# What people wrote is kept where it belongs, and not a second time here.
_HANDLED = f"""
UPDATE telegram_updates SET state = 'done', payload = '', error = NULL, ended_at = clock_timestamp() {_OURS}
"""  # noqa: S608 - a constant

_DROPPED = f"""
UPDATE telegram_updates SET state = 'dead', error = $3, ended_at = clock_timestamp() {_OURS}
"""  # noqa: S608 - a constant

_POSTPONED = f"""
UPDATE telegram_updates SET not_before = clock_timestamp() + make_interval(secs => $4), error = $3 {_OURS}
"""  # noqa: S608 - a constant


@dataclass(frozen=True)
class PostgresUpdates:
    """`domain.update.Updates` and `domain.update.UpdateStore` on PostgreSQL.

    Args:
        database: Where the queue is.
        lease_s: After this, by the database's clock, a try that nothing was heard of is made again.
    """

    database: Database
    lease_s: float = 30.0

    async def store_updates(self, workspace_id: int, updates: Sequence[NewUpdate]) -> list[bool]:
        """See `domain.update.UpdateStore`."""
        rows = [(one.update_id, one.kind, one.lane, one.payload, one.error) for one in updates]
        async with self.database.connection() as connection:
            stored = await connection.fetch(_STORE, workspace_id, *map(list, zip(*rows, strict=True)))
        new = {row["update_id"] for row in stored}
        return [one.update_id in new for one in updates]

    async def claim(self, limit: int) -> list[QueuedUpdate]:
        """See `domain.update.Updates`."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_CLAIM, limit, self.lease_s)
        found = [QueuedUpdate.model_validate(dict(row.items())) for row in rows]
        return sorted(found, key=lambda update: update.update_id)

    async def settle(self, update: QueuedUpdate, outcome: UpdateOutcome) -> bool:
        """See `domain.update.Updates`."""
        async with self.database.connection() as connection:
            match outcome:
                case Handled():
                    status = await connection.execute(_HANDLED, update.update_id, update.attempts)
                case Dropped(error=error):
                    status = await connection.execute(_DROPPED, update.update_id, update.attempts, error)
                case Postponed(error=error, retry_in_s=pause_s):
                    told = (error, pause_s)
                    status = await connection.execute(_POSTPONED, update.update_id, update.attempts, *told)
        return status.endswith(" 1")
