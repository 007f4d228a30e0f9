"""A workspace's figures over time, computed from the tasks' histories; nothing is stored for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from db.facets import read_facets
from db.pool import Connection, Database
from domain.figures import (
    AGE_LIMITS,
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

# A message counts by what people say of it, where they did.
_MESSAGES = """
SELECT width_bucket(m.sent_at, $2::timestamptz[]) - 1 AS day, count(*) AS messages,
    count(*) FILTER (WHERE coalesce(c.is_actionable, a.is_actionable)) AS actionable
FROM messages m LEFT JOIN analyses a ON a.message_id = m.id LEFT JOIN corrections c ON c.message_id = m.id
WHERE m.workspace_id = $1 AND m.sent_at >= $3 AND m.sent_at < $4
GROUP BY 1
"""

_CREATED = """
SELECT least(width_bucket(created_at, $2::timestamptz[]), array_upper($2, 1) - 1) - 1 AS day,
    category, priority, count(*) AS created
FROM tasks WHERE workspace_id = $1 AND updated_at >= $3 AND created_at >= $3 GROUP BY 1, 2, 3
"""

# Every task begins as open, and every change moves `updated_at`: so a task untouched since the first day has
# no step within the range. What is tomorrow by the database's clock is of today by ours. The last row, of no
# day, tells of all tasks whose last completion lasts; closing them afterwards does not undo it.
_STEPS = """
WITH moves AS MATERIALIZED (
    SELECT h.task_id, h.version, h.at, h.changes ->> 'status' AS status
    FROM tasks t JOIN task_history h ON h.task_id = t.id
    WHERE t.workspace_id = $1 AND t.updated_at >= $3 AND h.action = 'status_changed'
), neighbours AS (
    SELECT *, lag(status, 1, 'open') OVER task AS before, lead(status) OVER task AS next,
        lead(status, 2) OVER task AS over_next, lead(at) OVER task AS next_at
    FROM moves WINDOW task AS (PARTITION BY task_id ORDER BY version)
), steps AS MATERIALIZED (
    SELECT n.*, t.category, t.priority, t.created_at,
        least(width_bucket(n.at, $2::timestamptz[]), array_upper($2, 1) - 1) - 1 AS day,
        n.next IN ('open', 'in_progress') AND width_bucket(n.at, $2) = width_bucket(n.next_at, $2) AS undone
    FROM neighbours n JOIN tasks t ON t.id = n.task_id WHERE n.at >= $3
), waits AS (
    SELECT extract(epoch FROM at - created_at)::float8 AS wait_s FROM steps
    WHERE status = 'completed' AND coalesce(next, 'closed') = 'closed' AND over_next IS NULL
)
SELECT day, category, priority,
    count(*) FILTER (WHERE status = 'completed' AND undone IS NOT TRUE) AS completed,
    count(*) FILTER (WHERE status = 'closed' AND undone IS NOT TRUE) AS closed,
    count(*) FILTER (WHERE status IN ('open', 'in_progress'))
        - count(*) FILTER (WHERE before IN ('open', 'in_progress')) AS growth,
    NULL::float8 AS p50_s, NULL::float8 AS p90_s
FROM steps GROUP BY 1, 2, 3
UNION ALL
SELECT NULL, NULL, NULL, count(*), 0, 0,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY wait_s), percentile_cont(0.9) WITHIN GROUP (ORDER BY wait_s)
FROM waits
"""

_AGES = """
SELECT width_bucket(extract(epoch FROM $2 - created_at)::float8 / 86400, $3::float8[]) AS class,
    count(*) AS tasks
FROM tasks WHERE workspace_id = $1 AND status IN ('open', 'in_progress') GROUP BY 1
"""


_NONE: Mapping[str, int] = {"messages": 0, "actionable": 0}
"""What a day without messages counts."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened on a day to tasks of one kind; `growth` is what the backlog grew by."""

    day: int
    category: str
    priority: str
    created: int = 0
    completed: int = 0
    closed: int = 0
    growth: int = 0

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the tally in a row of `_CREATED` or of `_STEPS`."""
        created = row.get("created")
        if created is not None:
            return cls(row["day"], row["category"], row["priority"], created=created, growth=created)
        names = ("day", "category", "priority", "completed", "closed", "growth")
        return cls(**{name: row[name] for name in names})


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
        start, end = bounds[0], bounds[-1]
        async with self.database.snapshot() as connection:
            messages = await connection.fetch(_MESSAGES, workspace_id, bounds, start, end)
            created = await connection.fetch(_CREATED, workspace_id, bounds, start)
            *steps, done = await connection.fetch(_STEPS, workspace_id, bounds, start)
            ages = await _read_ages(connection, workspace_id, now)
        tallies = [Tally.of(row) for row in (*created, *steps)]
        return StatsHistory(
            timezone=timezone,
            days=_days(dates, messages, tallies, sum(ages)),
            ages=age_classes(ages),
            time_to_done=TimeToDone(count=done["completed"], p50_s=done["p50_s"], p90_s=done["p90_s"]),
            by_category=[_throughput_of_category(tallies, each) for each in Category],
            by_priority=[_throughput_of_priority(tallies, each) for each in Priority],
        )

    async def get_facets(self, workspace_id: int) -> Facets:
        """See `domain.figures.Figures`."""
        async with self.database.snapshot() as connection:
            return await read_facets(connection, workspace_id, self.clock.now())


async def _read_ages(connection: Connection, workspace_id: int, now: datetime) -> list[int]:
    rows = await connection.fetch(_AGES, workspace_id, now, [float(limit) for limit in AGE_LIMITS])
    counts: dict[int, int] = {row["class"]: row["tasks"] for row in rows}
    return [counts.get(place, 0) for place in range(len(AGE_LIMITS) + 1)]


def _days(
    dates: Sequence[date], messages: Sequence[Row], tallies: Sequence[Tally], backlog: int
) -> list[DayFigures]:
    """Count back from the present backlog what each day added to it."""
    told = {row["day"]: row for row in messages}
    of_day: defaultdict[int, list[Tally]] = defaultdict(list)
    for tally in tallies:
        of_day[tally.day].append(tally)
    days: list[DayFigures] = []
    for place in reversed(range(len(dates))):
        sent = told.get(place, _NONE)
        own = of_day[place]
        days.append(
            DayFigures(
                date=dates[place],
                messages=sent["messages"],
                actionable=sent["actionable"],
                created=sum(each.created for each in own),
                completed=sum(each.completed for each in own),
                closed=sum(each.closed for each in own),
                backlog=backlog,
            )
        )
        backlog -= sum(each.growth for each in own)
    return days[::-1]


def _throughput_of_category(tallies: Sequence[Tally], category: Category) -> CategoryThroughput:
    created, completed = _throughput(each for each in tallies if each.category == category)
    return CategoryThroughput(category=category, created=created, completed=completed)


def _throughput_of_priority(tallies: Sequence[Tally], priority: Priority) -> PriorityThroughput:
    created, completed = _throughput(each for each in tallies if each.priority == priority)
    return PriorityThroughput(priority=priority, created=created, completed=completed)


def _throughput(tallies: Iterable[Tally]) -> tuple[int, int]:
    own = list(tallies)
    return sum(each.created for each in own), sum(each.completed for each in own)
