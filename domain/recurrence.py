"""Wall time: what a recurrence and a due date are told in."""

from datetime import UTC, datetime, tzinfo


def at_wall_time(wall: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which clocks in `zone` show `wall`, a time without an offset.

    A time that the clocks skip moves forward by the gap; of one that they show twice it is the first. (Python
    reads a skipped time with the offset before the gap; by way of UTC that becomes a time which exists.)
    """
    try:
        return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
    except OverflowError:  # at either end of the calendar no clock changes
        return wall.replace(tzinfo=zone, fold=0)
