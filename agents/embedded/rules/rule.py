"""What a date rule is: an expression, and how its match is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

Meaning = date | datetime | time
Match = re.Match[str]
Reader = Callable[[Match, datetime], Meaning | None]


class Kind(StrEnum):
    """What sort of date phrase it is."""

    DATE = "date"
    """A day of the calendar: 5 May, 2026-05-05, the 5th."""
    WEEKDAY = "weekday"
    """A weekday without "next": it may lie before or behind."""
    TODAY = "today"
    AHEAD = "ahead"
    """Certainly in the future: tomorrow, next week, in three days, the end of the month."""
    WITHIN = "within"
    """A span that may lie before or behind: "за неделю"."""
    CLOCK = "clock"
    HOUR = "hour"
    """An hour that leaves open which half of the day is meant."""
    LOOSE_HOUR = "loose hour"
    """A number that is an hour only beside a day: "tomorrow at 9"."""


@dataclass(frozen=True)
class Rule:
    """An expression and the reader of its matches; None of a reader means that it is no date after all.

    A group named `lead` is context that is not part of the phrase.
    """

    pattern: re.Pattern[str]
    read: Reader
    kind: Kind


def rule(pattern: str, read: Reader, kind: Kind = Kind.DATE) -> Rule:
    """Return the rule of whole words that match `pattern`, in any case."""
    return Rule(
        re.compile(rf"(?<![\w/.:+-])(?=\w)(?:{pattern})(?![\w/])", re.IGNORECASE),
        read,
        kind,
    )


def days(pattern: str, choose: Callable[[date], date], kind: Kind = Kind.AHEAD) -> Rule:
    """Return the rule of a phrase that means the day which `choose` returns for today."""
    return rule(pattern, lambda _, now: choose(now.date()), kind)
