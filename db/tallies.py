"""Counts of a workspace's tasks and messages: reading them, and keeping their rows few.

Each statement that changes a count adds rows to `tallies` by a trigger, in its own transaction: so a count is
as exact as counting anew, and no writer waits for another.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asyncpg import Record

from db.pool import Connection, Database
from db.tables.history import COUNTS

FEW: Final = 500
"""Rows of a workspace that are left as they are: adding them up takes less than a millisecond."""

_FOLDED: Final = 5_000
"""Most rows put together at once."""

_SUMS = """
SELECT counted, status, category, priority, sum(rows)::bigint AS n FROM tallies WHERE workspace_id = $1
GROUP BY 1, 2, 3, 4
"""

_MANY = f"""
SELECT workspace_id FROM tallies GROUP BY 1 HAVING count(*) > {FEW} ORDER BY 1
"""  # noqa: S608 - a constant

# Rows that somebody else is putting together are left to them. Sums stay what they are at every moment, as
# the rows go and their sum comes in one statement.
_FOLD = f"""
WITH gone AS (
    DELETE FROM tallies WHERE workspace_id = $1 AND id IN (
        SELECT id FROM tallies WHERE workspace_id = $1 ORDER BY id LIMIT {_FOLDED} FOR UPDATE SKIP LOCKED
    ) RETURNING *
), sums AS (
    INSERT INTO tallies (workspace_id, counted, status, category, priority, rows)
    SELECT workspace_id, counted, status, category, priority, sum(rows) FROM gone
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(rows) <> 0
)
SELECT count(*) FROM gone
"""  # noqa: S608 - a constant


_COUNTS = ", ".join(COUNTS)

_MANY_LOOSE = f"""
SELECT workspace_id FROM history_tallies WHERE NOT folded GROUP BY 1 HAVING count(*) > {FEW} ORDER BY 1
"""  # noqa: S608 - a constant

# With what was put together before: so a quarter of an hour has few rows, however long ago it was.
_FOLD_HISTORY = f"""
WITH loose AS MATERIALIZED (
    SELECT quarter, id FROM history_tallies WHERE workspace_id = $1 AND NOT folded
    ORDER BY id LIMIT {_FOLDED} FOR UPDATE SKIP LOCKED
), earlier AS MATERIALIZED (
    SELECT quarter, id FROM history_tallies
    WHERE workspace_id = $1 AND folded AND quarter IN (SELECT quarter FROM loose) FOR UPDATE SKIP LOCKED
), gone AS (
    DELETE FROM history_tallies h USING (SELECT * FROM loose UNION ALL SELECT * FROM earlier) f
    WHERE h.workspace_id = $1 AND h.quarter = f.quarter AND h.id = f.id RETURNING h.*
), sums AS (
    INSERT INTO history_tallies (workspace_id, quarter, undone, folded, {_COUNTS})
    SELECT workspace_id, quarter, undone, true, {", ".join(f"sum({name})" for name in COUNTS)}
    FROM gone GROUP BY 1, 2, 3 HAVING {" OR ".join(f"sum({name}) <> 0" for name in COUNTS)}
)
SELECT count(*) FROM loose
"""  # noqa: S608 - constants


async def read_tallies(connection: Connection, workspace_id: int) -> list[Record]:
    """Return `n` of each `counted`, `status`, `category` and `priority` there is or was."""
    return await connection.fetch(_SUMS, workspace_id)


@dataclass(frozen=True)
class PostgresTallies:
    """Keeps the rows of `tallies` and of `history_tallies` few."""

    database: Database

    async def fold(self, _now: datetime) -> int:
        """Put the rows of workspaces that have many together and return how many; 0 when none has."""
        async with self.database.connection() as connection:
            many = await connection.fetch(_MANY)
            loose = await connection.fetch(_MANY_LOOSE)
            folded = [await connection.fetchval(_FOLD, row["workspace_id"]) for row in many]
            folded += [await connection.fetchval(_FOLD_HISTORY, row["workspace_id"]) for row in loose]
            return sum(folded)
