"""A workspace's figures over time: sums of what triggers count in each quarter of an hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.facets import read_facets
from db.pool import Connection, Database
from db.tables.history import KINDS
from domain.figures import (
    AGE_LIMITS,
    TIMED_TASKS,
    CategoryThroughput,
    DayFigures,
    Facets,
    PriorityThroughput,
    StatsHistory,
    TimeToDone,
    age_classes,
    day_bounds,
    last_days,
)
from domain.ports import Clock
from domain.values import Category, Priority

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_STAYS = "undone IS NULL OR undone >= ends"
"""What was not taken up again on the same day."""


def _sums(column: str, condition: str = "") -> str:
    chosen = f" FILTER (WHERE {condition})" if condition else ""
    return f"coalesce(sum({column}){chosen}, 0) AS {column}"


# What is tomorrow by the database's clock is of today by ours; only messages can be sent in the future.
_DAYS = f"""
SELECT days.place, sums.*
FROM (
    SELECT ordinality::int - 1 AS place, begins, lead(begins, 1, 'infinity') OVER (ORDER BY begins) AS ends
    FROM unnest($2::timestamptz[]) WITH ORDINALITY AS b (begins, ordinality)
) days CROSS JOIN LATERAL (
    SELECT {_sums("messages", "quarter < $3")}, {_sums("actionable", "quarter < $3")},
        {_sums("growth")}, {_sums("done")}, {_sums("closed", _STAYS)},
        {", ".join(_sums(f"created_{kind}") for kind in KINDS)},
        {", ".join(_sums(f"completed_{kind}", _STAYS) for kind in KINDS)}
    FROM history_tallies WHERE workspace_id = $1 AND quarter >= begins AND quarter < ends
) sums ORDER BY place
"""  # noqa: S608 - constants

_AGES = """
SELECT width_bucket(extract(epoch FROM $2 - quarter)::float8 / 86400, $3::float8[]) AS class,
    sum(unfinished) AS tasks
FROM history_tallies WHERE workspace_id = $1 AND quarter > $2 - interval '1 day' * $4 GROUP BY 1
"""

_BACKLOG = """
SELECT coalesce(sum(rows), 0)::bigint FROM tallies
WHERE workspace_id = $1 AND counted = 'task' AND status IN ('open', 'in_progress')
"""

# Closing a completed task does not undo it.
_WAITS = f"""
WITH ends AS (
    SELECT t.created_at, CASE WHEN moves.status[1] = 'completed' THEN moves.at[1]
                              WHEN moves.status[2] = 'completed' THEN moves.at[2] END AS at
    FROM (
        SELECT id, status, created_at FROM tasks WHERE workspace_id = $1 AND updated_at >= $2
        ORDER BY updated_at DESC, id DESC LIMIT {TIMED_TASKS}
    ) t CROSS JOIN LATERAL (
        SELECT array_agg(status) AS status, array_agg(at) AS at FROM (
            SELECT changes ->> 'status' AS status, at FROM task_history
            WHERE task_id = t.id AND action = 'status_changed' ORDER BY version DESC LIMIT 2
        ) last
    ) moves
    WHERE t.status IN ('completed', 'closed')
)
SELECT percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM at - created_at)::float8)
FROM ends WHERE at >= $2
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class PostgresFigures:
    """`domain.figures.Figures` on PostgreSQL; `clock` tells what today is."""

    database: Database
    clock: Clock

    async def get_history(self, workspace_id: int, days: int, timezone: str) -> StatsHistory:
        """See `domain.figures.Figures`."""
        now = self.clock.now()
        dates = last_days(now, days, timezone)
        bounds = day_bounds(dates, timezone)
        async with self.database.snapshot() as connection:
            rows = await connection.fetch(_DAYS, workspace_id, bounds[:-1], bounds[-1])
            ages = await _read_ages(connection, workspace_id, now)
            waits = await connection.fetchval(_WAITS, workspace_id, bounds[0]) or (None, None)
        totals = {name: sum(row[name] for row in rows) for name in rows[0].keys()}  # noqa: SIM118 - a record
        return StatsHistory(
            timezone=timezone,
            days=_days(dates, rows, sum(ages)),
            ages=age_classes(ages),
            time_to_done=TimeToDone(count=totals["done"], p50_s=waits[0], p90_s=waits[1]),
            by_category=[CategoryThroughput(category=each, **_throughput(totals, each)) for each in Category],
            by_priority=[PriorityThroughput(priority=each, **_throughput(totals, each)) for each in Priority],
        )

    async def get_facets(self, workspace_id: int) -> Facets:
        """See `domain.figures.Figures`."""
        async with self.database.snapshot() as connection:
            return await read_facets(connection, workspace_id, self.clock.now())


async def _read_ages(connection: Connection, workspace_id: int, now: datetime) -> list[int]:
    """Count the younger ones; the rest of the backlog is older."""
    limits = [float(limit) for limit in AGE_LIMITS]
    rows = await connection.fetch(_AGES, workspace_id, now, limits, AGE_LIMITS[-1])
    counts: dict[int, int] = {row["class"]: row["tasks"] for row in rows}
    young = [counts.get(place, 0) for place in range(len(AGE_LIMITS))]
    backlog: int = await connection.fetchval(_BACKLOG, workspace_id)
    return [*young, backlog - sum(young)]


def _days(dates: Sequence[date], told: Sequence[Row], backlog: int) -> list[DayFigures]:
    """Count back from the present backlog what each day added to it."""
    days: list[DayFigures] = []
    for day, row in zip(reversed(dates), reversed(told), strict=True):
        days.append(
            DayFigures(
                date=day,
                messages=row["messages"],
                actionable=row["actionable"],
                created=sum(row[f"created_{each}"] for each in Category),
                completed=sum(row[f"completed_{each}"] for each in Category),
                closed=row["closed"],
                backlog=backlog,
            )
        )
        backlog -= row["growth"]
    return days[::-1]


def _throughput(totals: Mapping[str, int], kind: str) -> dict[str, int]:
    return {"created": totals[f"created_{kind}"], "completed": totals[f"completed_{kind}"]}
