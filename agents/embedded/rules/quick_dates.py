"""Dates of a quick add, where less is asked of a date than in a chat: the line is about one thing to do."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from agents.embedded.lexicon import load_recurrences
from agents.embedded.rules import calendar, markers
from agents.embedded.rules.dates import DatePhrase
from agents.embedded.rules.rule import Kind, Meaning, Rule
from agents.embedded.rules.versions import find_versions
from agents.embedded.rules.words import AFTERNOON, MORNING
from domain.recurrence import at_wall_time

_WORDS = load_recurrences()
_LATEST_HOUR = 23
_LATEST_MONTH = 12

_NUMERIC = re.compile(
    rf"(?<![\w/.:,+@#-])(?P<lead>(?:(?:{markers.DEADLINE}|{markers.ARTICLES})\s+){{0,3}})"
    r"(?P<first>\d{1,2})(?P<sign>[/.])(?P<second>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2}))?"
    r"(?!\w|/|\.\d|,\d|\s?[%€$£₴₽]|\s?(?:eur|usd|uah|грн|kg|кг)\b)"
    r"(?P<ends>(?=[\s@#!.,;]*$|\s+(?:(?:at|о|об|um|a las)\s+)?\d{1,2}:\d\d))?",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"(?<!\w)(?P<lead>(?:о|об)\s+)(?P<hour>\d{{1,2}})(?![\w:]|[.,]\d|\s*(?:годин|год|{MORNING}|{AFTERNOON}|ночі))",
    re.IGNORECASE,
)


def _ending(pattern: str) -> re.Pattern[str]:
    """Return the expression of words directly before a date, articles between them left aside."""
    return re.compile(rf"(?<!\w)(?:{pattern})\W{{1,3}}(?:(?:{markers.ARTICLES})\s+)*$", re.IGNORECASE)


_DEADLINE = _ending(rf"{markers.DEADLINE}|for|für|para")
_NO_DEADLINE = _ending(
    rf"{markers.NOT_BEFORE}|{markers.BEGINNING}|(?:{markers.NEGATED})\s+(?:{markers.DEADLINE})|{markers.EVERY}"
)
_BEGINNING = _ending(_WORDS["beginning"])
_ENDING = _ending(_WORDS["ending"])
_LEADING_WORDS = re.compile(
    rf"(?:(?<!\w)(?!ready|здати|сдать)(?:{markers.DEADLINE}|{markers.ARTICLES}|at|on|for|für)[^\w\n.!?@#]{{1,3}})+$",
    re.IGNORECASE,
)
_BOUND_WORDS = re.compile(
    rf"(?:(?<!\w)(?:{_WORDS['beginning']}|{_WORDS['ending']}|{markers.ARTICLES})[^\w\n.!?@#]{{1,3}})+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_OWNED = re.compile(r"(?<!\w)(?:the|our|my|your|his|her|their)\s+$", re.IGNORECASE)
_WORD_BEHIND = re.compile(r"\s+[^\W\d]")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LOOK_BACK_CHARS = 60


def list_numeric_rules(text: str, *, puts_month_first: bool) -> list[Rule]:
    """Return the rules of 15/04, 15.04 and the Ukrainian "at 9" in `text`, to be tried before all others.

    A number that could be a fraction or a version ("1/2", "3.12") is a date behind a word such as "by", at
    the end of the text, before a clock time, or written with all its zeros.
    """
    versions = set(find_versions(text))

    def read(found: re.Match[str], now: datetime) -> Meaning | None:
        return _read_numeric(found, now, versions, puts_month_first=puts_month_first)

    return [Rule(_NUMERIC, read, Kind.DATE), Rule(_HOUR, _read_hour, Kind.HOUR)]


def _read_numeric(
    found: re.Match[str], now: datetime, versions: set[str], *, puts_month_first: bool
) -> Meaning | None:
    written = found.group()[len(found["lead"]) :]
    if written in versions or not _is_date(found):
        return None
    first, second = int(found["first"]), int(found["second"])
    is_american = puts_month_first and found["sign"] == "/"
    day, month = (second, first) if is_american else (first, second)
    if month > _LATEST_MONTH:  # there is only one way to read it
        day, month = month, day
    return calendar.find_day(int(found["year"]) if found["year"] else None, month, day, now.date())


def _is_date(found: re.Match[str]) -> bool:
    if (found["first"], found["second"]) == ("24", "7"):
        return False  # round the clock
    if found["year"] or found["lead"] or len(found["first"] + found["second"]) == len("1504"):
        return True
    if found["sign"] == ".":
        return False
    return found["ends"] is not None or max(int(found["first"]), int(found["second"])) > _LATEST_MONTH


def _read_hour(found: re.Match[str], _: datetime) -> Meaning | None:
    hour = int(found["hour"])
    return time(hour) if hour <= _LATEST_HOUR else None


def resolve(phrase: DatePhrase, now: datetime) -> datetime:
    """Return the moment that a phrase means, in the zone of `now`; a time that has passed is tomorrow's."""
    moment = phrase.resolve(now).replace(microsecond=0)
    if phrase.day is None and moment <= now:
        moment += timedelta(days=1)
    if (
        not moment.fold
    ):  # a duration may lead to the second of two equal times; said by the clock, it is the first
        moment = at_wall_time(moment, phrase.zone or now.tzinfo or UTC)
    return moment.astimezone(now.tzinfo)


def find_due_phrase(text: str, phrases: Sequence[DatePhrase], now: datetime) -> DatePhrase | None:
    """Return the phrase that says when it is due; None if there is none in the future.

    Of several, the first behind a word such as "by" or "for", else one that ends or begins the text.
    """
    fitting = [phrase for phrase in phrases if resolve(phrase, now) > now and not _is_other(text, phrase)]
    return max(fitting, key=lambda phrase: _weigh(text, phrase), default=None)


def _is_other(text: str, phrase: DatePhrase) -> bool:
    """Tell whether a date is no deadline: since when, not before when, or whose ("the Monday meeting")."""
    before = _before(text, phrase)
    if phrase.kind is Kind.WEEKDAY and _OWNED.search(before) and _WORD_BEHIND.match(text, phrase.end):
        return True
    return bool(_NO_DEADLINE.search(before) or _POSSESSIVE.match(text, phrase.end))


def _weigh(text: str, phrase: DatePhrase) -> tuple[bool, bool, bool]:
    before = _before(text, phrase)
    is_marked = phrase.is_until or bool(_DEADLINE.search(before))
    is_last = not _WORD.search(text, phrase.end)
    is_first = not _WORD.search(text[: find_start(text, phrase)])
    return is_marked, is_last, is_first


def _before(text: str, phrase: DatePhrase) -> str:
    return text[max(0, phrase.start - _LOOK_BACK_CHARS) : phrase.start]


def find_start(text: str, phrase: DatePhrase) -> int:
    """Return where a phrase begins with the small words that lead to it: "by", "on the"."""
    return _start_of(_LEADING_WORDS, text, phrase.start)


def find_bound_start(text: str, phrase: DatePhrase) -> int:
    """Return where the bound of a recurrence begins: "starting on", "until"."""
    return _start_of(_BOUND_WORDS, text, phrase.start)


def _start_of(words: re.Pattern[str], text: str, start: int) -> int:
    found = words.search(text, max(0, start - _LOOK_BACK_CHARS), start)
    return found.start() if found else start


def ends_recurrence(text: str, phrase: DatePhrase) -> bool:
    """Tell whether a date is the last of a recurrence rather than its first."""
    return bool(_ENDING.search(_before(text, phrase)))


def begins_recurrence(text: str, phrase: DatePhrase) -> bool:
    """Tell whether a date is the first of a recurrence."""
    return bool(_BEGINNING.search(_before(text, phrase)))
