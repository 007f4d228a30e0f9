"""Due times that people choose by a button, as wall clocks tell them."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_MORNING = time(9)
_EVENING = time(18)


class DueChoice(StrEnum):
    """What a due time may be set to; the values are what buttons carry."""

    TODAY = "h"
    TOMORROW = "m"
    NEXT_MONDAY = "n"
    IN_A_WEEK = "w"
    NONE = "x"


def due_of(choice: DueChoice, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when a choice is due, in UTC; None for no due time.

    Days are counted by the calendar, so a day with a change of clocks is one day too, and the hour is that of
    wall clocks. An hour that the clocks leave out is told by those before the change.

    Args:
        choice: What was chosen.
        now: The moment it is chosen at, with an offset. This evening may be over: then it lies before this.
        zone: Whose wall clocks.
    """
    if choice is DueChoice.NONE:
        return None
    today = now.astimezone(zone).date()
    hour = _EVENING if choice is DueChoice.TODAY else _MORNING
    return datetime.combine(_day_of(choice, today), hour, tzinfo=zone).astimezone(UTC)


def _day_of(choice: DueChoice, today: date) -> date:
    match choice:
        case DueChoice.TOMORROW:
            return today + timedelta(days=1)
        case DueChoice.NEXT_MONDAY:
            return today + timedelta(days=7 - today.weekday())
        case DueChoice.IN_A_WEEK:
            return today + timedelta(days=7)
        case _:
            return today
