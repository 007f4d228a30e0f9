"""Arithmetic of days: which day a phrase means, seen from the day a message was sent."""

import calendar
from datetime import UTC, date, datetime, timedelta

from agents.embedded.rules.words import Unit

_FRIDAY = 4
_SUNDAY = 6
_LONGEST_LEAP = 8
"""Years from one 29 February to the next, at most."""

_MAX_AHEAD_DAYS = 3660
"""Ten years: whoever writes a later date did not mean a deadline."""


_MONTH_FIRST_ZONES = {
    f"America/{city}"
    for city in (
        "New_York",
        "Chicago",
        "Denver",
        "Los_Angeles",
        "Phoenix",
        "Anchorage",
        "Detroit",
        "Boise",
        "Juneau",
    )
} | {"Pacific/Honolulu"}


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_duration(now: datetime, count: int, unit: Unit) -> datetime | date | None:
    """Return the moment `count` units after `now`, a mere day from days upwards; None beyond ten years."""
    if unit in {Unit.MINUTE, Unit.HOUR}:
        elapsed = now.astimezone(UTC) + timedelta(**{f"{unit}s": count})  # clocks may change meanwhile
        return elapsed.astimezone(now.tzinfo)
    today = now.date()
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[unit]
    if count * days > _MAX_AHEAD_DAYS:
        return None
    if unit in {Unit.DAY, Unit.WEEK}:
        return today + timedelta(days=count * days)
    return add_months(today, count * (12 if unit is Unit.YEAR else 1))


def next_weekday(today: date, weekday: int) -> date:
    """Return the first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_week_day(today: date, weekday: int) -> date:
    """Return that weekday of the next calendar week, which begins on Monday."""
    return today + timedelta(days=7 - today.weekday() + weekday)


def last_weekday(today: date, weekday: int) -> date:
    """Return the last such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def end_of_week(today: date, weeks: int = 0) -> date:
    """Return the Friday of this working week, or of one `weeks` later; from Saturday on the next."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    if weeks and today.weekday() > _FRIDAY:
        weeks -= 1
    return friday + timedelta(weeks=weeks)


def end_of_weekend(today: date) -> date:
    """Return the coming Sunday, today included."""
    return today + timedelta(days=_SUNDAY - today.weekday())


def end_of_month(today: date, months: int = 0) -> date:
    """Return the last day of this month, or of the one `months` later."""
    day = add_months(today.replace(day=1), months)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def end_of_quarter(today: date, quarters: int = 0) -> date:
    """Return the last day of this quarter of a year, or of the one `quarters` later."""
    return end_of_month(today, 2 - (today.month - 1) % 3 + 3 * quarters)


def middle_of_month(today: date) -> date:
    """Return the 15th of this month, from the 16th on that of the next."""
    return find_day_of_month(15, today) or today


def start_of_month(today: date) -> date:
    """Return the first day of the next month."""
    return add_months(today.replace(day=1), 1)


def find_month(month: int, today: date) -> date:
    """Return the first day of the next such month to end, this one included."""
    return date(today.year + (month < today.month), month, 1)


def find_day_of_month(day: int, today: date) -> date | None:
    """Return the next day with that number from today on; None where no month has it."""
    for months in range(3):
        month = add_months(today.replace(day=1), months)
        if _exists(month.year, month.month, day) and month.replace(day=day) >= today:
            return month.replace(day=day)
    return None


def find_nth_weekday(month: date, nth: int, weekday: int) -> date | None:
    """Return the `nth` such weekday of a month, the last for -1; None where it has not so many."""
    count = calendar.monthrange(month.year, month.month)[1]
    days = [month.replace(day=day) for day in range(1, count + 1)]
    found = [day for day in days if day.weekday() == weekday]
    return found[nth if nth < 0 else nth - 1] if nth <= len(found) else None


def end_of_numbered_week(number: int, today: date) -> date | None:
    """Return the Friday of that ISO week, of the next year when it has passed; None if there is none."""
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        if 1 <= number <= date(year, 12, 28).isocalendar().week:
            friday = date.fromisocalendar(year, number, 5)
            if friday >= today:
                return friday
    return None


def puts_month_first(now: datetime) -> bool:
    """Tell whether 3/4 means March 4 where `now` is the local time: in the zones of the United States."""
    return getattr(now.tzinfo, "key", "") in _MONTH_FIRST_ZONES or str(now.tzinfo).startswith(
        ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
    )


def end_of_year(today: date) -> date:
    """Return the last day of this year."""
    return date(today.year, 12, 31)


def find_day(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return that day, without a year the next such day from today on; None if there is none."""
    if year is not None and year < 100:  # noqa: PLR2004 - two digits are the years of this century
        year += 2000
    years = range(today.year, today.year + _LONGEST_LEAP + 1) if year is None else [year]
    found = [date(year, month, day) for year in years if _exists(year, month, day)]
    if year is None:
        found = [candidate for candidate in found if candidate >= today]
    return found[0] if found else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1970 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004 - the calendar's own limits
