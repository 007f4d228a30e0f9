"""Reading events in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.pool import Database
from domain.event import Event, EventType

# A page ends before its bodies exceed $4 characters, but has at least one event.
_READ = """
SELECT seq, type, body
FROM (
    SELECT seq, type, body, row_number() OVER in_order AS place, sum(length(body)) OVER in_order AS chars
    FROM (
        SELECT seq, type, format('{"type":%s,"seq":%s,"data":%s}', to_json(type), seq, data) AS body
        FROM events WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
    ) AS page
    WINDOW in_order AS (ORDER BY seq)
) AS measured
WHERE place = 1 OR chars <= $4 ORDER BY seq
"""

PAGE_CHARS = 4 * 2**20
"""Most characters read at once, so that a page of huge messages can't fill the memory."""


@dataclass(frozen=True)
class PostgresEvents:
    """The stored events of all workspaces."""

    database: Database

    async def read_events(self, workspace_id: int, after_seq: int, limit: int) -> list[Event]:
        """Return up to `limit` events that follow `after_seq`, without a gap."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(_READ, workspace_id, after_seq, limit, PAGE_CHARS)
        return [Event(workspace_id, row["seq"], EventType(row["type"]), row["body"]) for row in rows]

    async def last_seqs(self, workspace_ids: Sequence[int]) -> dict[int, int]:
        """Return the newest event number of each workspace, 0 for those without events."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(
                "SELECT workspace_id, last_seq FROM event_counters WHERE workspace_id = ANY ($1::bigint[])",
                list(workspace_ids),
            )
        return dict.fromkeys(workspace_ids, 0) | {row["workspace_id"]: row["last_seq"] for row in rows}
