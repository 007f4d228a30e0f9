"""Figures over time, for plots: what came in, what was done, what is left; and what a filter can ask for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from pydantic import Field

from domain.values import Category, Priority, Value
from domain.workspace import TimeZone

MAX_HISTORY_DAYS: Final = 366
"""Longest history that is told, in days."""

AGE_LIMITS: Final = (1, 3, 7, 30)
"""Where one class of ages ends and the next begins, in days."""

TIMED_TASKS: Final = 1_000
"""Tasks that changed last, among which those completed tell how long it takes."""

MAX_FACET_VALUES: Final = 200
"""Most values of one facet."""

FACET_TASKS: Final = 500
"""Newest open, newest begun and last changed tasks that are counted for the facets, of each so many."""

FACET_DAYS: Final = 30
"""How long finished tasks count for the facets, in days since they changed last."""


class DayFigures(Value):
    """What happened on a day of the zone's calendar.

    A task counts as completed or closed each time it becomes so, unless it is taken up again on the same day.
    """

    date: date
    messages: int = Field(default=0, description="Messages sent on this day.")
    actionable: int = Field(default=0, description="Of these, the ones that ask for something.")
    created: int = Field(default=0, description="Tasks made.")
    completed: int = Field(default=0, description="Tasks that became `completed`.")
    closed: int = Field(default=0, description="Tasks that became `closed`.")
    backlog: int = Field(default=0, description="Unfinished tasks at the day's end; today: now.")


class AgeClass(Value):
    """How many unfinished tasks are of an age, which is known to a quarter of an hour."""

    label_days_from: int = Field(description="At least so many days old.")
    label_days_to: int | None = Field(default=None, description="And younger than this; null: any age.")
    tasks: int


class TimeToDone(Value):
    """How long it took from making a task to completing it last.

    Measured on those of the count that are among the 1,000 tasks of the workspace that changed last.
    """

    count: int = Field(description="Tasks completed in the range and not taken up again.")
    p50_s: float | None = Field(default=None, description="Half were done within; null when there is none.")
    p90_s: float | None = Field(default=None, description="Nine of ten were done within.")


class CategoryThroughput(Value):
    """What was made and completed of one category, which is the task's present one."""

    category: Category
    created: int = 0
    completed: int = 0


class PriorityThroughput(Value):
    """What was made and completed of one priority, which is the task's present one."""

    priority: Priority
    created: int = 0
    completed: int = 0


class StatsHistory(Value):
    """The last days of a workspace, oldest first, without gaps; the last one is today."""

    timezone: TimeZone = Field(description="Whose calendar the days are of.")
    days: list[DayFigures]
    ages: list[AgeClass] = Field(description="Unfinished tasks by age, the youngest first.")
    time_to_done: TimeToDone
    by_category: list[CategoryThroughput]
    by_priority: list[PriorityThroughput]


class NameCount(Value):
    """A name and how many tasks have it."""

    name: str
    tasks: int


class ChatCount(Value):
    """A chat and how many tasks live in it."""

    chat_id: str = Field(description="As its source names it.")
    title: str
    tasks: int


class Facets(Value):
    """What a filter of the present tasks can ask for, most used first; at most 200 of each.

    Counted are unfinished tasks, and finished ones that changed within 30 days.
    """

    assignees: list[NameCount]
    labels: list[NameCount]
    chats: list[ChatCount]


class Figures(Protocol):
    """Tells a workspace's figures."""

    async def get_history(self, workspace_id: int, days: int, timezone: str) -> StatsHistory:
        """Return the last `days` days, today included, by the calendar of an IANA zone."""
        ...

    async def get_facets(self, workspace_id: int) -> Facets:
        """Return what a filter can ask for."""
        ...


def last_days(now: datetime, days: int, timezone: str) -> list[date]:
    """Return the last days of a zone's calendar, oldest first; the last one is today."""
    today = now.astimezone(ZoneInfo(timezone)).date()
    return [today - timedelta(days=back) for back in reversed(range(days))]


def day_bounds(days: Sequence[date], timezone: str) -> list[datetime]:
    """Return when each of some days in a row begins in a zone, and when the last one ends.

    A day lasts 23 or 25 hours when the clocks change. Where they skip midnight the day begins at the change,
    where they show it twice at the first.
    """
    zone = ZoneInfo(timezone)
    return [datetime.combine(day, time(), zone) for day in (*days, days[-1] + timedelta(days=1))]


def age_classes(counts: Sequence[int]) -> list[AgeClass]:
    """Return the classes between `AGE_LIMITS` with their counts, the youngest first."""
    edges = (0, *AGE_LIMITS, None)
    pairs = zip(edges, edges[1:], counts, strict=False)
    return [
        AgeClass(label_days_from=begin or 0, label_days_to=end, tasks=tasks) for begin, end, tasks in pairs
    ]
