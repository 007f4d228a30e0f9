"""Date phrases: where they stand in a text and which day or moment they mean.

Candidates come from patterns of our own: searching with a general library finds a date in every second "we".
`dateparser` resolves only complete dates of languages the patterns do not know.
"""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import dateparser

from agents.embedded.rules import calendar
from agents.embedded.rules.words import (
    DAY_OFFSETS,
    DEADLINE,
    LAST,
    MONTHS,
    NEAREST,
    NEXT,
    NOON,
    NUMBERS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
)

Meaning = date | datetime | time
Match = re.Match[str]
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class DatePhrase:
    """A phrase of `text[start:end]` and what it means in the sender's local time.

    A `day` of None is a bare clock time; an `at` of None is a day without a time.
    """

    text: str
    start: int
    end: int
    day: date | None
    at: time | None
    zone: tzinfo | None = None

    def resolve(self, now: datetime) -> datetime:
        """Return the moment meant, seen from `now`; a day without a time ends at 23:59:59."""
        zone = self.zone or now.tzinfo
        return datetime.combine(self.day or now.date(), self.at or END_OF_DAY, tzinfo=zone)


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[Match, datetime], Meaning | None]


def _rule(pattern: str, read: Callable[[Match, datetime], Meaning | None]) -> _Rule:
    return _Rule(re.compile(rf"(?<![\w/.:+-])(?:{pattern})(?![\w/]|['’]s\b)", re.IGNORECASE), read)


def _read_iso(found: Match, now: datetime) -> Meaning | None:
    year, month, day = (int(part) for part in found.group("year", "month", "day"))
    return calendar.find_day(year, month, day, now.date())


def _read_numeric(found: Match, now: datetime) -> Meaning | None:
    first, second = int(found["first"]), int(found["second"])
    year = int(found["year"]) if found["year"] else None
    if not year and not found["marker"] and max(first, second) <= 12:  # noqa: PLR2004 - "1/2" is a fraction
        return None
    day, month = (second, first) if second > 12 else (first, second)  # noqa: PLR2004 - twelve months
    if (first, second) == (24, 7):
        return None  # round the clock
    return calendar.find_day(year, month, day, now.date())


def _read_named(found: Match, now: datetime) -> Meaning | None:
    year = int(found["year"]) if found["year"] else None
    return calendar.find_day(year, MONTHS.get_meaning(found["month"]), int(found["day"]), now.date())


def _read_foreign(found: Match, _: datetime) -> Meaning | None:
    parsed = dateparser.parse(
        found.group(),
        languages=["fr", "it", "pt", "pl", "nl", "cs", "tr"],
        settings={"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]},
    )
    return parsed.date() if parsed else None


def _read_duration(found: Match, now: datetime) -> Meaning | None:
    count = found["count"]
    number = 1 if not count else int(count) if count.isdecimal() else NUMBERS.get_meaning(count)
    return calendar.add_duration(now, number, UNITS.get_meaning(found["unit"]))


def _read_day_offset(found: Match, now: datetime) -> Meaning | None:
    return now.date() + timedelta(days=DAY_OFFSETS.get_meaning(found["day"]))


def _read_weekday(found: Match, now: datetime) -> Meaning | None:
    weekday = WEEKDAYS.get_meaning(found["weekday"])
    if found["last"] or found["gone"]:
        return calendar.last_weekday(now.date(), weekday)
    if found["next"]:
        return calendar.next_week_day(now.date(), weekday)
    return calendar.next_weekday(now.date(), weekday)


def _read_short_weekday(found: Match, now: datetime) -> Meaning | None:
    return calendar.next_weekday(now.date(), SHORT_WEEKDAYS.get_meaning(found["weekday"]))


def _read_month_end(found: Match, now: datetime) -> Meaning | None:
    first = calendar.find_day(None, MONTHS.get_meaning(found["month"]), 28, now.date())
    return calendar.end_of_month(first) if first else None


def _days(pattern: str, choose: Callable[[date], date]) -> _Rule:
    return _rule(pattern, lambda _, now: choose(now.date()))


_ISO = r"(?<![\w.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"
_SLASHED = r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?"
_DOTTED = r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>\d{4}|\d{2})?"
_MARKED_DOTTED = r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})(?P<year>)(?!\.?\d|%)"
_MARKER = rf"(?P<marker>(?:{DEADLINE}|on|am|el|на)\s+)"
_YEAR = r"(?:,?\s+(?:de(?:l)?\s+)?(?P<year>\d{4}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?(?:го|те|е))?"
_DAY_MONTH = rf"(?:the )?{_DAY}\.?\s*(?:(?:of|de)\s+)?(?P<month>{MONTHS.any})\.?{_YEAR}"
_MONTH_DAY = rf"(?P<month>{MONTHS.any})\.?\s+(?:the )?{_DAY}{_YEAR}"
_FOREIGN = r"\d{1,2}\.?\s+[^\W\d_]{3,12}\s+20\d\d"
_WITHIN = (
    r"in(?: the next)?|within(?: the next)?|through|через|за|протягом|упродовж|в течение|innerhalb von|binnen"
    r"|dentro de|en|bis in"
)
_DURATION = (
    rf"(?:{_WITHIN})\s+(?:nächsten\s+)?(?P<count>\d{{1,3}}|{NUMBERS.any})\s*[- ]?(?P<unit>{UNITS.any})"
)
_SINGLE_DURATION = rf"через\s+(?P<count>)(?P<unit>{UNITS.any})"
_PLAIN_DAY = rf"(?<!guten )(?<!am )(?<!la )(?P<day>{DAY_OFFSETS.any})(?!\s+(?:zusammen|allerseits|leute)|!)"
_WEEKDAY = (
    rf"(?:(?P<next>{NEXT})\s+|(?P<last>{LAST})\s+|(?:{NEAREST})\s+)?"
    rf"(?P<weekday>{WEEKDAYS.any})(?P<gone>\s+pasado)?(?:\s+que viene)?"
)
_NEXT_WORD = rf"(?:{NEXT}|próxim[oa])"

_RULES = (
    _Rule(re.compile(_ISO), _read_iso),
    _rule(_MARKER + _SLASHED, _read_numeric),
    _rule("(?P<marker>)" + _SLASHED, _read_numeric),
    _rule(_MARKER + _DOTTED, _read_numeric),
    _rule("(?P<marker>)" + _DOTTED, _read_numeric),
    _rule(_MARKER + _MARKED_DOTTED, _read_numeric),
    _rule(_DAY_MONTH, _read_named),
    _rule(_MONTH_DAY, _read_named),
    _rule(_FOREIGN, _read_foreign),
    _rule(_DURATION, _read_duration),
    _rule(_SINGLE_DURATION, _read_duration),
    _days(
        rf"end of {_NEXT_WORD} week|кінц[яі] {_NEXT_WORD} тижня|конц[ау] {_NEXT_WORD} недели"
        rf"|ende (?:der )?{_NEXT_WORD} woche"
        rf"|final(?:es)? de (?:la )?(?:{_NEXT_WORD} semana|semana que viene)",
        lambda today: calendar.end_of_week(today, 1),
    ),
    _days(
        rf"end of {_NEXT_WORD} month|кінц[яі] {_NEXT_WORD} місяця|конц[ау] {_NEXT_WORD} месяца"
        rf"|ende (?:des )?{_NEXT_WORD} monats|fin(?:al(?:es)?)? del? (?:{_NEXT_WORD} mes|mes que viene)",
        lambda today: calendar.end_of_month(today, 1),
    ),
    _days(
        r"eod|cob|close of business|end[ -]of[ -](?:the |this |your )?(?:business |working )?day"
        r"|кінц[яі] (?:робочого )?дня|конц[ау] (?:рабочего )?дня|tagesende|feierabend"
        r"|ende des (?:arbeits)?tages|fin(?:al)? del? d[ií]a",
        lambda today: today,
    ),
    _days(
        r"eow|end of (?:the |this )?(?:working )?week|кінц[яі] (?:цього )?тижня|конц[ау] (?:этой )?недели"
        r"|ende (?:der|dieser) woche|final(?:es)? de (?:la |esta )?semana",
        calendar.end_of_week,
    ),
    _days(
        r"eom|(?:the )?end of (?:the |this )?month|month[- ]end|кінц[яі] (?:цього )?місяця"
        r"|конц[ау] (?:этого )?месяца|monatsende|ende (?:des|dieses) monats"
        r"|fin(?:al(?:es)?)? del? (?:este )?mes",
        calendar.end_of_month,
    ),
    _days(
        r"eoy|(?:the )?end of (?:the |this )?year|кінц[яі] року|конц[ау] года|jahresende|ende des jahres"
        r"|fin(?:al(?:es)?)? del? año",
        calendar.end_of_year,
    ),
    _rule(
        rf"(?:end of|кінц[яі]|конц[ау]|ende|fin(?:al(?:es)?)? de) (?P<month>{MONTHS.any})", _read_month_end
    ),
    _days(
        r"(?:this |the )?weekend|(?:ці |на )?вихідних|(?:на )?выходных|wochenende|fin de semana",
        calendar.end_of_weekend,
    ),
    _rule(_PLAIN_DAY, _read_day_offset),
    _days(
        rf"{_NEXT_WORD} week|{_NEXT_WORD} тижн[яі]|{_NEXT_WORD} недел[еию]|{_NEXT_WORD} woche"
        rf"|{_NEXT_WORD} semana|semana que viene",
        lambda today: calendar.end_of_week(today, 1),
    ),
    _days(
        r"this week|цього тижня|(?:на )?этой неделе|diese[rn]? woche|esta semana",
        calendar.end_of_week,
    ),
    _days(
        rf"{_NEXT_WORD} month|{_NEXT_WORD} місяц[яі]|{_NEXT_WORD} месяц[еа]|{_NEXT_WORD} monats?"
        rf"|{_NEXT_WORD} mes|mes que viene",
        lambda today: calendar.end_of_month(today, 1),
    ),
    _rule(_WEEKDAY, _read_weekday),
    _rule(rf"(?:{DEADLINE})\s+(?P<weekday>{SHORT_WEEKDAYS.any})\.?", _read_short_weekday),
)


def _read_clock(found: Match, _: datetime) -> Meaning | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a day has 24 hours of 60 minutes
        return None
    return time(hour, minute, tzinfo=_read_zone(found["zone"]))


def _read_noon(_found: Match, _now: datetime) -> Meaning | None:
    return time(12)


def _read_zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    found = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", text)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_CLOCKS = tuple(
    _Rule(re.compile(rf"(?<![\d:.,/-])(?:{pattern})(?![\w:]|[.,]\d)", re.IGNORECASE), read)
    for pattern, read in (
        (rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\b\.?){_ZONE}", _read_clock),
        (rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s?Uhr(?P<half>){_ZONE}", _read_clock),
        (rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<half>){_ZONE}", _read_clock),
        (rf"(?<!\w)(?:{NOON})", _read_noon),
    )
)

_GLUE = re.compile(
    r"[\s,(]*(?:T|at|by|before|um|bis|gegen|o|о|об|до|в|у|a las?|antes de las?|para las?|@|-|–)?\s*"
    r"|\s*(?:Uhr|год|часов)?\s*",
    re.IGNORECASE,
)


def find_dates(text: str, now: datetime) -> list[DatePhrase]:
    """Return the date phrases of `text` in its order.

    Args:
        text: At most a few thousand characters; code and web addresses blanked out.
        now: When the message was sent, in the sender's local time.
    """
    spans: list[DatePhrase] = []
    for rule in (*_RULES, *_CLOCKS):
        for phrase in _apply(rule, text, now):
            if all(phrase.end <= other.start or other.end <= phrase.start for other in spans):
                spans.append(phrase)
    return _join_clocks(text, sorted(spans, key=lambda phrase: phrase.start))


def _apply(rule: _Rule, text: str, now: datetime) -> Iterator[DatePhrase]:
    for found in rule.pattern.finditer(text):
        meaning = rule.read(found, now)
        if meaning is not None:
            yield _to_phrase(found, meaning)


def _to_phrase(found: Match, meaning: Meaning) -> DatePhrase:
    groups = found.groupdict()
    start = found.end("marker") if groups.get("marker") else found.start()
    if "weekday" in groups and "next" not in groups:
        start = found.start("weekday")  # the deadline word before a short weekday is not part of the date
    text = found.string[start : found.end()].strip()
    if isinstance(meaning, datetime):
        return DatePhrase(text, start, found.end(), meaning.date(), meaning.timetz().replace(tzinfo=None))
    if isinstance(meaning, time):
        return DatePhrase(text, start, found.end(), None, meaning.replace(tzinfo=None), meaning.tzinfo)
    return DatePhrase(text, start, found.end(), meaning, None)


def _join_clocks(text: str, phrases: list[DatePhrase]) -> list[DatePhrase]:
    joined: list[DatePhrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else None
        if last and _belong_together(last, phrase) and _GLUE.fullmatch(text[last.end : phrase.start]):
            joined[-1] = _join(text, last, phrase)
        else:
            joined.append(phrase)
    return joined


def _belong_together(first: DatePhrase, second: DatePhrase) -> bool:
    """A day and a clock time; two days or two times are two dates."""
    return (first.day is None) != (second.day is None) and (first.at is None) != (second.at is None)


def _join(text: str, first: DatePhrase, second: DatePhrase) -> DatePhrase:
    return DatePhrase(
        text=text[first.start : second.end],
        start=first.start,
        end=second.end,
        day=first.day or second.day,
        at=first.at or second.at,
        zone=first.zone or second.zone,
    )
