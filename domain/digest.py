"""The digest: what a chat has to do, told once a day at an hour of its choice."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.recurrence import at_wall_time

LATEST: Final = timedelta(hours=3)
"""A digest that is later than this is left out: the next one tells the same."""


def next_digest(hour: int, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the first moment after `after` at which clocks in `zone` show a full hour.

    An hour that the clocks skip moves forward by the gap; of one that they show twice it is the first, so
    every day has one digest.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    while (moment := at_wall_time(datetime.combine(day, time(hour)), zone)) <= after:
        day += timedelta(days=1)
    return moment


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day in a zone; some begin at 1:00."""
    return at_wall_time(datetime.combine(day, time()), zone)
