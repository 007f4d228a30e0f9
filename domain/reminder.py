"""Reminders: what is told because a task's time comes, and when."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from domain.access import Principal
from domain.recurrence import at_wall_time
from domain.values import Instant, Value

LEAD: Final = timedelta(hours=1)
"""How long before a due time with a time of day it is told that it is near."""

LATEST: Final = timedelta(days=1)
"""What is later than this is not told any more: a digest says it better."""

DAY_ENDS: Final = time(23, 59, 59)
"""The time of day of what is due on a day as a whole, as the agents and quick add read days."""

LATE: Final = timedelta(minutes=5)
"""What is told later than this says that it was due."""

MORNING: Final = time(9)
"""When it is told that something is due on this day."""

EVENING: Final = time(18)
"""When it is told that what is due on this day is still not done."""


class ReminderKind(StrEnum):
    """Why somebody is reminded: the due time is near, it is now, or somebody asked for it."""

    BEFORE = "before"
    DUE = "due"
    SNOOZED = "snoozed"


class DueDay(Value):
    """Tasks due on a day as a whole whose reminder is due: those of `zone` that are due at `due` exactly.

    `moment` is when they should have been told.
    """

    zone: str
    kind: ReminderKind
    due: Instant
    moment: Instant


class ReminderPlan(Value):
    """Which due times have to be told at `now`: those of `days`, and every other one by its time of day.

    `whole_days` are the ends of days by zone: what is due then has no time of day.
    """

    now: Instant
    days: tuple[DueDay, ...]
    whole_days: tuple[tuple[str, datetime], ...]


def plan_reminders(now: datetime, zones: Iterable[str]) -> ReminderPlan:
    """Return what has to be told at a moment in chats of these time zones."""
    days: list[DueDay] = []
    whole: list[tuple[str, datetime]] = []
    for name in zones:
        zone = ZoneInfo(name)
        today = now.astimezone(zone).date()
        for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
            due = _at(day, DAY_ENDS, zone)
            whole.append((name, due))
            days += [
                DueDay(zone=name, kind=kind, due=due, moment=moment)
                for kind, moment, until in _moments_of(day, zone)
                if moment <= now < until
            ]
    return ReminderPlan(now=now, days=tuple(days), whole_days=tuple(whole))


def _moments_of(day: date, zone: ZoneInfo) -> Iterator[tuple[ReminderKind, datetime, datetime]]:
    """Yield when each reminder of a day is told, and until when it still makes sense."""
    evening = _at(day, EVENING, zone)
    yield ReminderKind.BEFORE, _at(day, MORNING, zone), evening
    yield ReminderKind.DUE, evening, evening + LATEST


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return at_wall_time(datetime.combine(day, clock), zone)


def is_whole_day(due: datetime, zone: ZoneInfo) -> bool:
    """Return whether something is due on a day as a whole, seen from a zone."""
    return due.astimezone(zone).time() == DAY_ENDS


class Reminders(Protocol):
    """Reminders that somebody asks for."""

    async def snooze(self, by: Principal, task_id: int, chat_id: int, at: datetime) -> datetime:
        """Let a chat be reminded of a task again at a moment, and return it, to the minute.

        A chat has one such reminder of a task: a second wish replaces the first one.

        Raises:
            TaskNotFoundError: No such task in this workspace.
        """
        ...
