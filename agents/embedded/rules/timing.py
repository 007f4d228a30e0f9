"""What a quick add says of time: when it is due, and how often."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from agents.embedded.rules import quick_dates
from agents.embedded.rules.dates import END_OF_DAY, DatePhrase, find_dates
from agents.embedded.rules.recurrences import Recurrence, RecurrencePhrase, find_recurrence
from agents.embedded.rules.rule import Kind, Rule
from domain.quick_add import Span, SpanKind
from domain.recurrence import at_wall_time

_MAX_OCCURRENCES = 1_000
"""Most occurrences looked through for one to come."""


@dataclass(frozen=True)
class Timing:
    """When a line is due, its recurrence as an RRULE, and where it says so, in order."""

    due: datetime | None = None
    rule: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Course:
    """A recurrence within its bounds: the day and time it starts at, as far as they are said, and its end."""

    recurrence: Recurrence
    day: datetime | None = None
    at: time | None = None
    until: datetime | None = None


def read_timing(text: str, now: datetime, *, puts_month_first: bool) -> Timing:
    """Return what `text` says of time.

    Args:
        text: A line of which all but plain words is blanked out.
        now: The moment it is read, in the time zone that it means.
        puts_month_first: Whether 3/4 is in March.
    """
    recurring = find_recurrence(text)
    first = quick_dates.list_numeric_rules(text, puts_month_first=puts_month_first)
    if recurring is not None:
        first = [_as_some_day(text, recurring), *first]
    phrases = find_dates(text, now, first)
    timing = None if recurring is None else _read_recurring(text, recurring, phrases, now)
    return timing or _read_due(text, phrases, now)


def _as_some_day(text: str, recurring: RecurrencePhrase) -> Rule:
    """Return a rule that reads the recurrence as a day to come, so that a clock time beside it joins it."""
    phrase = re.compile(re.escape(text[recurring.start : recurring.end]))
    return Rule(phrase, lambda _, now: now.date() + timedelta(days=1), Kind.AHEAD)


def _read_due(text: str, phrases: list[DatePhrase], now: datetime) -> Timing:
    phrase = quick_dates.find_due_phrase(text, phrases, now)
    if phrase is None:
        return Timing()
    span = Span(start=quick_dates.find_start(text, phrase), end=phrase.end, kind=SpanKind.DUE)
    return Timing(quick_dates.resolve(phrase, now), None, (span,))


def _read_recurring(
    text: str, recurring: RecurrencePhrase, phrases: list[DatePhrase], now: datetime
) -> Timing | None:
    """Return the recurrence with its bounds; None if it has ended before it begins."""
    own = [phrase for phrase in phrases if phrase.start < recurring.end and recurring.start < phrase.end]
    bounds = [phrase for phrase in phrases if phrase not in own]
    ends = [phrase for phrase in bounds if phrase.day and quick_dates.ends_recurrence(text, phrase)]
    starts = [phrase for phrase in bounds if phrase not in ends][:1]
    course = Course(
        recurring.recurrence,
        day=next((quick_dates.resolve(phrase, now) for phrase in starts if phrase.day), None),
        at=next((phrase.at for phrase in [*own, *starts] if phrase.at), None),
        until=next((quick_dates.resolve(phrase, now) for phrase in ends), None),
    )
    started = _start(course, now)
    if started is None:
        return None
    whole = _span_of_recurrence(text, recurring, own)
    spans = (whole, *_spans_of_bounds(text, [*starts, *ends[:1]]))
    return Timing(*started, tuple(_apart(spans)))


def _span_of_recurrence(text: str, recurring: RecurrencePhrase, own: list[DatePhrase]) -> Span:
    first = min(own, key=lambda phrase: phrase.start, default=None)
    begins = recurring.start if first is None else min(recurring.start, quick_dates.find_start(text, first))
    ends = max([recurring.end, *(phrase.end for phrase in own)])
    return Span(start=begins, end=ends, kind=SpanKind.RECURRENCE)


def _spans_of_bounds(text: str, bounds: list[DatePhrase]) -> Iterator[Span]:
    for phrase in bounds:
        is_bound = quick_dates.begins_recurrence(text, phrase) or quick_dates.ends_recurrence(text, phrase)
        find_start = quick_dates.find_bound_start if is_bound else quick_dates.find_start
        yield Span(start=find_start(text, phrase), end=phrase.end, kind=SpanKind.RECURRENCE)


def _apart(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the spans in order, cut where they would overlap."""
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        start = max(at, span.start)
        if start < span.end:
            yield span.model_copy(update={"start": start})
            at = span.end


def _start(course: Course, now: datetime) -> tuple[datetime, str] | None:
    """Return the first occurrence after `now`, and the rule; None when there is none."""
    begin = _begin(course, now)
    recurrence = course.recurrence.anchored(begin.date())
    first = _first_occurrence(recurrence, begin, now)
    if first is None or (course.until is not None and course.until < first):
        return None
    end = "" if course.until is None else f";UNTIL={course.until.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return first, recurrence.to_rule() + end


def _begin(course: Course, now: datetime) -> datetime:
    """Return the wall time from which occurrences are looked for."""
    wall = now.replace(tzinfo=None, second=0, microsecond=0)
    day = course.day.date() if course.day else wall.date()
    is_hourly = course.recurrence.frequency == "HOURLY"
    return datetime.combine(day, course.at or (wall.time() if is_hourly else END_OF_DAY))


def _first_occurrence(recurrence: Recurrence, begin: datetime, now: datetime) -> datetime | None:
    """Return the first occurrence after `now`.

    Where the rule names days, its intervals count from the first of them: "every 2 weeks on Monday" begins on
    the next Monday.
    """
    rule = (recurrence.every() if recurrence.days else recurrence).to_rule()
    zone = now.tzinfo or UTC
    for wall in islice(rrulestr(rule, dtstart=begin), _MAX_OCCURRENCES):
        moment = at_wall_time(wall, zone)
        if moment.astimezone(UTC) > now:
            return moment
    return None
