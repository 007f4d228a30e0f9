"""Arithmetic of days: which day a phrase means, seen from the day a message was sent."""

import calendar
from datetime import date, datetime, timedelta

from agents.embedded.rules.words import Unit

_FRIDAY = 4
_SUNDAY = 6
_MAX_AHEAD_DAYS = 3660
"""Ten years: whoever writes a later date did not mean a deadline."""


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_duration(now: datetime, count: int, unit: Unit) -> datetime | date | None:
    """Return the moment `count` units after `now`, a mere day from days upwards; None beyond ten years."""
    if unit in {Unit.MINUTE, Unit.HOUR}:
        return now + timedelta(**{f"{unit}s": count})
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


def end_of_year(today: date) -> date:
    """Return the last day of this year."""
    return date(today.year, 12, 31)


def find_day(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return that day, without a year the next such day from today on; None if there is none."""
    if year is not None and year < 100:  # noqa: PLR2004 - two digits are the years of this century
        year += 2000
    years = [today.year, today.year + 1] if year is None else [year]
    found = [date(year, month, day) for year in years if _exists(year, month, day)]
    if year is None:
        found = [candidate for candidate in found if candidate >= today]
    return found[0] if found else None


def _exists(year: int, month: int, day: int) -> bool:
    return 1970 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004 - the calendar's own limits
