"""Recurrences: "every Monday", "щодня", "every month on the 15th", as rules of RFC 5545."""
# ruff: noqa: RUF001 - the apostrophe is meant

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from agents.embedded.lexicon import load_recurrences
from agents.embedded.rules.words import MONTHS, NTH, NUMBERS, Lexicon

_WORDS = load_recurrences()
_MAX_INTERVAL = 1_000
_MAX_DAY = 31
_SURE_DAY = 28
"""Every month has its days up to this one."""

_LEAP_YEAR = 2024

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = Lexicon[int]({number: _WORDS[name] for number, name in enumerate(_DAY_NAMES)})

_FREQUENCIES = {
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
"""The frequency of each unit and how many of its periods the unit is."""

_ADVERB_NAMES = {unit: "daily" if unit == "day" else f"{unit}ly" for unit in _FREQUENCIES}
_UNITS = Lexicon[str]({unit: _WORDS[unit] for unit in _FREQUENCIES})
_ADVERBS = Lexicon[str]({unit: _WORDS[name] for unit, name in _ADVERB_NAMES.items()})


@dataclass(frozen=True)
class Recurrence:
    """How often: a frequency of RFC 5545, every how many of its periods, and which days of them.

    `days` are the parts of the rule that choose days, such as `BYDAY=MO,TH`.
    """

    frequency: str
    interval: int = 1
    days: tuple[str, ...] = ()

    def to_rule(self) -> str:
        """Return the value of an RRULE."""
        interval = (f"INTERVAL={self.interval}",) if self.interval > 1 else ()
        return ";".join((f"FREQ={self.frequency}", *interval, *self.days))

    def every(self) -> "Recurrence":
        """Return the recurrence in each of its periods."""
        return replace(self, interval=1)

    def anchored(self, start: date) -> "Recurrence":
        """Return the recurrence as it is meant when it starts on `start` and names no day itself.

        Monthly from the 31st on means the last day of shorter months, which the plain rule leaves out.
        """
        if self.days or start.day <= _SURE_DAY:
            return self
        if self.frequency == "MONTHLY":
            return replace(self, days=_month_day(start.day))
        return replace(self, days=_year_day(start.month, start.day)) if self.frequency == "YEARLY" else self


@dataclass(frozen=True)
class RecurrencePhrase:
    """A phrase of `text[start:end]` and how often it means."""

    start: int
    end: int
    recurrence: Recurrence


def find_recurrence(text: str) -> RecurrencePhrase | None:
    """Return the recurrence of `text`, the most telling if there are several; None if there is none."""
    for pattern, read in _RULES:
        for found in pattern.finditer(text):
            recurrence = read(found)
            if recurrence is not None and 1 <= recurrence.interval <= _MAX_INTERVAL:
                return RecurrencePhrase(found.start(), found.end(), recurrence)
    return None


Reader = Callable[[re.Match[str]], Recurrence | None]


def _get(found: re.Match[str], *names: str) -> str:
    """Return the first of these groups that took part; empty if none did."""
    groups = found.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


def _read_period(found: re.Match[str]) -> Recurrence | None:
    adverb = _get(found, "adverb")
    if adverb and _ADJECTIVE.fullmatch(adverb) and not _ADVERB_ENDS.match(found.string, found.end()):
        return None
    unit = _ADVERBS.get_meaning(adverb) if adverb else _UNITS.get_meaning(_get(found, "unit"))
    frequency, periods = _FREQUENCIES[unit]
    return Recurrence(frequency, _read_interval(found) * periods)


def _read_interval(found: re.Match[str]) -> int:
    """Return every how many: 1 unless it says so; 0, which nothing has, for what can't be."""
    count = _get(found, "count")
    if count:
        return int(count) if count.isdecimal() else NUMBERS.get_meaning(count)
    nth = _get(found, "nth")
    return max(0, NTH.get_meaning(nth)) if nth else 2 if _get(found, "other") else 1


def _read_every_other_day(_: re.Match[str]) -> Recurrence | None:
    return Recurrence("DAILY", 2)


def _read_days(found: re.Match[str]) -> Recurrence | None:
    numbers = {_DAYS.get_meaning(day.group()) for day in _DAY.finditer(found["list"])}
    periods = 2 if "fortnight" in _weekly_unit(found) else 1
    return Recurrence("WEEKLY", _read_interval(found) * periods, (_by_days(numbers),))


def _weekly_unit(found: re.Match[str]) -> str:
    unit, adverb = _get(found, "unit"), _get(found, "adverb")
    return _UNITS.get_meaning(unit) if unit else _ADVERBS.get_meaning(adverb) if adverb else "week"


def _by_days(numbers: set[int]) -> str:
    return "BYDAY=" + ",".join(_CODES[number] for number in sorted(numbers))


def _read_weekdays(_: re.Match[str]) -> Recurrence | None:
    return Recurrence("WEEKLY", 1, (_by_days(set(range(5))),))


def _read_weekend(_: re.Match[str]) -> Recurrence | None:
    return Recurrence("WEEKLY", 1, (_by_days({5, 6}),))


def _read_month_day(found: re.Match[str]) -> Recurrence | None:
    days = _read_day_of_month(found)
    return Recurrence("MONTHLY", _read_interval(found), days) if days else None


def _read_day_of_month(found: re.Match[str]) -> tuple[str, ...]:
    if _get(found, "last"):
        return ("BYMONTHDAY=-1",)
    if _get(found, "weekday"):
        nth, weekday = NTH.get_meaning(found["which"]), _DAYS.get_meaning(found["weekday"])
        return (f"BYDAY={nth}{_CODES[weekday]}",)
    number = int(_get(found, "number", "number_"))
    return _month_day(number) if 1 <= number <= _MAX_DAY else ()


def _read_every_nth(found: re.Match[str]) -> Recurrence | None:
    """Read "every first Monday"; "every second Monday" is each other one unless a month is named."""
    nth = NTH.get_meaning(found["which"])
    weekday = _CODES[_DAYS.get_meaning(found["weekday"])]
    if nth == 2 and not found["of_month"]:  # noqa: PLR2004 - every second one
        return Recurrence("WEEKLY", 2, (f"BYDAY={weekday}",))
    return Recurrence("MONTHLY", 1, (f"BYDAY={nth}{weekday}",))


def _read_year_day(found: re.Match[str]) -> Recurrence | None:
    month = MONTHS.get_meaning(_get(found, "month", "month_"))
    days = _year_day(month, int(_get(found, "day", "day_")))
    return Recurrence("YEARLY", 1, days) if days else None


def _month_day(day: int) -> tuple[str, ...]:
    """Return the parts of that day of each month, or of its last one where it is shorter."""
    if day <= _SURE_DAY:
        return (f"BYMONTHDAY={day}",)
    return (f"BYMONTHDAY={','.join(map(str, range(_SURE_DAY, day + 1)))}", "BYSETPOS=-1")


def _year_day(month: int, day: int) -> tuple[str, ...]:
    """Return the parts of that day of each year, 28 February for the 29th; none if there is no such day."""
    if not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return ()
    days = _month_day(day) if month == 2 else (f"BYMONTHDAY={day}",)  # noqa: PLR2004 - February
    return (f"BYMONTH={month}", *days)


def _rule(pattern: str, read: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(rf"(?<![\w@#!/.-])(?:{pattern})(?![\w@/]|['’-]\w)", re.IGNORECASE), read


_EVERY, _ONCE, _ON, _OF = (_WORDS[name] for name in ("every", "once", "on", "of"))
_SUFFIX, _DAY_WORD, _MONTH = (_WORDS[name] for name in ("day_suffix", "day_word", "month"))
_COUNT = (
    rf"(?:(?P<other>{_WORDS['other']})\s+|(?P<nth>{NTH.any})\s+"
    rf"|(?P<count>\d{{1,4}}(?=[\s-]|{_SUFFIX})|{NUMBERS.any}(?=[\s-]))(?:{_SUFFIX})?[\s-]{{1,2}})?"
)


def _period(*units: str) -> str:
    """Return the expression of "every", how many and one of these units, or of one word for it."""
    words = "|".join(_WORDS[unit] for unit in units)
    adverbs = "|".join(_WORDS[_ADVERB_NAMES[unit]] for unit in units)
    return rf"(?:(?:{_EVERY}|{_ONCE})\s+{_COUNT}(?P<unit>{words})(?!\w)|(?P<adverb>{adverbs})(?!\w))"


_DAY = re.compile(rf"{_DAYS.any}(?!\w)", re.IGNORECASE)
_BETWEEN = rf"(?:\s*[,/&]\s*(?:{_WORDS['and']}\s+)?|\s+{_WORDS['and']}\s+)"
_DAY_LIST = (
    rf"(?P<list>{_DAYS.any}(?!\w)(?:{_BETWEEN}(?:(?:{_EVERY}|{_ON})\s+)?"
    rf"(?:{_WORDS['glued']})?{_DAYS.any}(?!\w))*)"
)
_PLURAL_LIST = rf"(?P<list>{_WORDS['plural_days']}(?:{_BETWEEN}(?:{_ON}\s+)?{_WORDS['plural_days']})*)"
_NO_CLOCK = rf"(?![\d:]|[.,]\d|\s*(?:[ap]\.?m|{_WORDS['hour']}|{MONTHS.any})(?!\w))"
_MARKED_NUMBER = rf"(?P<number>\d{{1,2}})(?:{_SUFFIX}(?:\s+{_DAY_WORD})?|\s+{_DAY_WORD})"
_NUMBER = (
    rf"(?:{_MARKED_NUMBER}"
    rf"|(?<=\s){_ON}\s+(?:{_DAY_WORD}\s+)?(?P<number_>\d{{1,2}})(?:{_SUFFIX})?(?:\s+{_DAY_WORD})?{_NO_CLOCK})"
)
_NTH_WEEKDAY = rf"(?P<which>{NTH.any})\s+(?P<weekday>{_DAYS.any})(?!\w)"
_LAST_DAY = rf"(?P<last>{_WORDS['last_day']})"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:{_SUFFIX})?\s+(?:of\s+)?(?P<month>{MONTHS.any})"
    rf"|(?P<month_>{MONTHS.any})\s+(?P<day_>\d{{1,2}})(?:{_SUFFIX})?)(?!\w)"
)
_YEARLY = rf"(?:{_EVERY}\s+{_WORDS['year']}|{_WORDS['yearly']})"

_ADJECTIVE = re.compile(_WORDS["adjective"], re.IGNORECASE)
_ADVERB_ENDS = re.compile(
    rf"\s*(?:$|[.,;:!?)\n@#!\d]|(?:{_WORDS['beginning']}|{_WORDS['ending']}|{_ON}|at|by)(?!\w))",
    re.IGNORECASE,
)

_RULES = (
    _rule(rf"(?:{_YEARLY}|{_EVERY}),?\s+(?:{_ON}\s+)?{_DATE}", _read_year_day),
    _rule(rf"(?:{_ON}\s+)?{_DATE}\s+{_YEARLY}", _read_year_day),
    _rule(rf"{_period('month')},?(?:\s+{_ON})?\s+(?:{_LAST_DAY}|{_NTH_WEEKDAY})", _read_month_day),
    _rule(rf"{_period('month')},?\s+{_NUMBER}", _read_month_day),
    _rule(
        rf"(?:{_ON}\s+)?(?:{_LAST_DAY}|{_NTH_WEEKDAY}|{_MARKED_NUMBER})\s+(?:{_OF}\s+)?{_period('month')}",
        _read_month_day,
    ),
    _rule(rf"{_EVERY}\s+{_NTH_WEEKDAY}(?P<of_month>\s+(?:{_OF}\s+)?{_MONTH})?", _read_every_nth),
    _rule(rf"{_EVERY}\s+{_COUNT}(?P<unit>{_WORDS['day']})(?!\s+(?:{_OF}\s+)?{_MONTH})", _read_period),
    _rule(
        rf"{_EVERY}\s+(?:{_LAST_DAY}|{_MARKED_NUMBER})(?:\s+(?:{_OF}\s+)?{_MONTH})?(?!\s+(?:{_UNITS.any})(?!\w))",
        _read_month_day,
    ),
    _rule(rf"{_period('week', 'fortnight')},?\s+(?:{_ON}\s+)?{_DAY_LIST}", _read_days),
    _rule(rf"{_EVERY}\s+{_WORDS['weekday']}|{_WORDS['weekdays_alone']}", _read_weekdays),
    _rule(rf"{_EVERY}\s+{_WORDS['weekend']}|{_WORDS['weekend_alone']}", _read_weekend),
    _rule(rf"{_EVERY}\s+{_COUNT}{_DAY_LIST}", _read_days),
    _rule(rf"{_WORDS['glued']}{_DAY_LIST}", _read_days),
    _rule(rf"{_WORDS['plural']}\s+{_PLURAL_LIST}", _read_days),
    _rule(_WORDS["every_other_day"], _read_every_other_day),
    _rule(_period(*_FREQUENCIES), _read_period),
)
"""Tried in this order: who names a day says more than who names a unit."""
