"""When tasks are due, as people see it from where they are: by days of their time zone."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Period(StrEnum):
    """What a list of tasks is parted into, in its order."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    NEVER = "never"


def period_of(due: datetime | None, now: datetime, zone: ZoneInfo) -> Period:
    """Return the period of a due time; a week ends on Sunday."""
    if due is None:
        return Period.NEVER
    if due < now:
        return Period.OVERDUE
    today = now.astimezone(zone).date()
    day = due.astimezone(zone).date()
    if day == today:
        return Period.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return Period.WEEK if day <= sunday else Period.LATER


def end_of_day(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the last moment of the day it is in a time zone, in UTC; days may have 23 or 25 hours."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time.min, tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
