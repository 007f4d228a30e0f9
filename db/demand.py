"""Measuring the queue, at a cost that does not grow with it."""

from dataclasses import dataclass

from db.pool import Database
from domain.backlog import Backlog

# Of a table that it knows nothing of yet PostgreSQL expects few rows to wait, and would read them all to sort
# them; only the order of the index makes the bounds below hold.
_BY_INDEX = """
SELECT set_config(name, 'off', true)
FROM unnest('{enable_seqscan,enable_bitmapscan,enable_sort}'::text[]) name
"""

# Chats are walked as when they are leased (db/inbox.py), but at most `$1`; messages are counted up to `$2`.
_READ = """
WITH RECURSIVE waiting (chat_id, position) AS (
    (SELECT min(chat_id), 1 FROM inbox WHERE state = 'pending')
    UNION ALL
    SELECT (SELECT min(i.chat_id) FROM inbox i WHERE i.state = 'pending' AND i.chat_id > w.chat_id),
           w.position + 1
    FROM waiting w WHERE w.chat_id IS NOT NULL AND w.position < $1
), due AS (
    SELECT head.not_before, l.lease_until > clock_timestamp() AS held
    FROM waiting w JOIN chat_leases l USING (chat_id) CROSS JOIN LATERAL (
        SELECT i.not_before FROM inbox i
        WHERE i.chat_id = w.chat_id AND i.state = 'pending' ORDER BY i.seq LIMIT 1
    ) head
    WHERE head.not_before <= clock_timestamp()
)
SELECT count(*)::int AS chats, (count(*) FILTER (WHERE held))::int AS held,
       coalesce(extract(epoch FROM clock_timestamp() - min(not_before)), 0)::float8 AS oldest_s,
       (SELECT count(*)::int FROM (
           SELECT FROM inbox WHERE state = 'pending' ORDER BY chat_id, seq LIMIT $2
       ) counted) AS messages
FROM due
"""


@dataclass(frozen=True)
class PostgresBacklog:
    """`domain.backlog.BacklogProbe` on PostgreSQL.

    Args:
        database: Where the queue is.
        max_chats: How many chats are looked at.
        max_messages: How far messages are counted.
    """

    database: Database
    max_chats: int
    max_messages: int

    async def read_backlog(self) -> Backlog:
        """See `domain.backlog.BacklogProbe`."""
        async with self.database.transaction() as connection:
            await connection.execute(_BY_INDEX)
            [row] = await connection.fetch(_READ, self.max_chats, self.max_messages)
        return Backlog(
            chats=row["chats"], held=row["held"], messages=row["messages"], oldest_s=row["oldest_s"]
        )
