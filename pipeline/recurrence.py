"""Recurrences: an RFC 5545 rule in the wall time of a zone, and the next moment it means."""

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from pydantic import Field, NaiveDatetime, model_validator

from domain.recurrence import at_wall_time
from domain.values import Value
from domain.workspace import TimeZone

MAX_STEPS: Final = 10_000
"""Most occurrences a rule may count, and most periods without any that are looked through."""

MAX_RULE_CHARS: Final = 500

_FREQUENCIES: Final = {"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_RANGES: Final = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
}
"""The numbers a part may list; 0 means nothing where negative ones count from the end."""

_PARTS: Final = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_RANGES}
_MAX_INTERVAL: Final = 1_000
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_STEPS: Final = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
"""Periods that are always as long, in wall time."""

_ERA_YEARS: Final = 400
"""The calendar repeats after so many years, which are whole weeks."""

_LAST_ERA: Final = 9200
"""An era's first year, with another one behind it before the calendar ends."""

_LATE_YEARS: Final = range(9913, 9941)
"""A cycle of 28 years, in which each kind of year comes; two more follow before the calendar ends."""

_DAYS_OF_A_CYCLE: Final = 2
"""The longest interval of which two cycles have 10,000."""

_MARGIN: Final = timedelta(days=2)
"""More than wall time ever differs from itself: a zone has skipped a whole day before."""


class Recurrence(Value):
    """When something happens again and again.

    `start` is the first occurrence's wall time, from which the rule takes what it does not say: the hour, and
    where its intervals begin. A `start` that does not fit the rule is no occurrence.

    Raises:
        pydantic.ValidationError: The rule is none of RFC 5545, repeats oftener than hourly, or never comes.
    """

    rrule: str = Field(max_length=MAX_RULE_CHARS, description="An RFC 5545 RRULE's value, FREQ=… .")
    timezone: TimeZone
    start: NaiveDatetime

    @model_validator(mode="after")
    def _has_occurrences(self) -> Self:
        parts = _parse(self.rrule)
        _read_until(parts.get("UNTIL"), self.zone)
        if not _comes(parts, self.start):
            raise ValueError("rrule must have an occurrence; this one never comes")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clocks the recurrence goes by."""
        return ZoneInfo(self.timezone)


def next_occurrence(recurrence: Recurrence, after: datetime) -> datetime | None:
    """Return the first occurrence later than `after`, in the recurrence's zone; None when there is none left.

    A wall time that the clocks skip moves forward by the gap; of one shown twice it is the first.

    Args:
        recurrence: What recurs.
        after: A moment with an offset.
    """
    parts = _parse(recurrence.rrule)
    found = _first_after(_walk(recurrence, parts, after), recurrence.zone, after)
    until = _read_until(parts.get("UNTIL"), recurrence.zone)
    if found is None or (until is not None and found > until):
        return None
    return found


def _first_after(walls: Iterator[datetime], zone: ZoneInfo, after: datetime) -> datetime | None:
    """Return the earliest moment after `after`; a skipped wall time may come behind its successors."""
    found: datetime | None = None
    for wall in walls:
        if found is not None and wall >= found.replace(tzinfo=None):
            break
        moment = at_wall_time(wall, zone)
        if moment.astimezone(UTC) > after and (found is None or moment.astimezone(UTC) < found):
            found = moment
    return found


def _walk(recurrence: Recurrence, parts: Mapping[str, str], after: datetime) -> Iterator[datetime]:
    """Return the occurrences in wall time, without long stretches before `after`."""
    near = after.astimezone(recurrence.zone).replace(tzinfo=None)
    start = recurrence.start
    if "COUNT" not in parts:
        start = _forward(start, near, parts)
    return iter(rrulestr(_without_end(parts), dtstart=start))


def _forward(start: datetime, near: datetime, parts: Mapping[str, str]) -> datetime:
    """Return `start` moved by whole intervals to just before `near`: the same rule, walked in fewer steps."""
    step = _STEPS.get(parts["FREQ"])
    ahead = near - start - _MARGIN
    if step is None or ahead <= timedelta():
        return start
    step *= int(parts.get("INTERVAL", "1"))
    return start + ahead // step * step


def _parse(text: str) -> dict[str, str]:
    """Return a rule's parts by their names.

    Raises:
        ValueError: A part is unknown, twice, missing or out of its range.
    """
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        if name not in _PARTS or not equals or not value or name in parts:
            raise ValueError("rrule must be parts such as FREQ=WEEKLY;BYDAY=MO, each known and given once")
        parts[name] = value
    _check_parts(parts)
    return parts


def _check_parts(parts: Mapping[str, str]) -> None:
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError("rrule must have FREQ=YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("rrule must have either COUNT or UNTIL")
    for name, most in (("INTERVAL", _MAX_INTERVAL), ("COUNT", MAX_STEPS)):
        if not 1 <= _whole(name, parts.get(name, "1")) <= most:
            raise ValueError(f"rrule must have {name} from 1 to {most}")
    for name, (least, most) in _RANGES.items():
        numbers = [_whole(name, number) for number in parts[name].split(",")] if name in parts else []
        if any(not least <= number <= most or (number == 0 and least) for number in numbers):
            raise ValueError(f"rrule must have {name} from {least} to {most}")
    if "BYSETPOS" in parts and parts["FREQ"] in {"HOURLY", "DAILY"}:
        raise ValueError("rrule must have BYSETPOS only with FREQ=WEEKLY, MONTHLY or YEARLY")


def _whole(name: str, text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,6}", text):
        raise ValueError(f"rrule must have whole numbers in {name}")
    return int(text)


def _without_end(parts: Mapping[str, str]) -> str:
    """Return the rule without UNTIL, which is a moment while the rule is walked in wall time."""
    return ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")


def _read_until(text: str | None, zone: ZoneInfo) -> datetime | None:
    """Return the last moment; one without Z is wall time, a mere day counts to its end.

    Raises:
        ValueError: It is no date of RFC 5545.
    """
    if text is None:
        return None
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise ValueError("rrule must have UNTIL as 20261231T215959Z, 20261231T235959 or 20261231")
    try:
        day = datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007 - wall time has no zone
        clock = datetime.strptime(found[2] or "235959", "%H%M%S").time()  # noqa: DTZ007 - as above
    except ValueError:
        raise ValueError("rrule must have an UNTIL that the calendar has") from None
    wall = datetime.combine(day, clock)
    return wall.replace(tzinfo=UTC) if found[3] else at_wall_time(wall, zone)


def _comes(parts: Mapping[str, str], start: datetime) -> bool:
    """Tell whether the rule has any occurrence, apart from UNTIL.

    A rule without one ("30 February") would be walked up to the year 9999. The calendar repeats, so it is
    tried near that end, where it has some 10,000 steps left.

    Raises:
        ValueError: It is no rule.
    """
    try:
        rule = rrulestr(_without_end(parts), dtstart=_near_the_end(start, parts))
        return next(iter(rule), None) is not None
    except (ValueError, TypeError, IndexError) as error:  # the library's own check, or what its lack leads to
        raise ValueError(f"rrule must be a rule of RFC 5545: {error}") from None


def _near_the_end(start: datetime, parts: Mapping[str, str]) -> datetime:
    """Return a start in a late year with the same days as that of `start`, whole cycles later."""
    days = {"HOURLY": 1 / 24, "DAILY": 1}.get(parts["FREQ"], _ERA_YEARS) * int(parts.get("INTERVAL", "1"))
    if days > _DAYS_OF_A_CYCLE:
        return start.replace(year=_LAST_ERA + start.year % _ERA_YEARS)
    kind = _kind_of_year(start.year)
    return start.replace(year=next(year for year in _LATE_YEARS if _kind_of_year(year) == kind))


def _kind_of_year(year: int) -> tuple[bool, int]:
    """Return what two years with the same days share: leap or not, and the weekday they begin on."""
    return calendar.isleap(year), calendar.weekday(year, 1, 1)
