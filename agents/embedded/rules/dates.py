"""Date phrases: where they stand in a text and which day or moment they mean.

Candidates come from patterns of our own: searching with a general library finds a date in every second "we".
`dateparser` resolves only complete dates of languages the patterns do not know.
"""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo

from agents.embedded.rules.clocks import list_clock_rules, settle_half
from agents.embedded.rules.days import RULES
from agents.embedded.rules.rule import Kind, Match, Meaning, Rule
from agents.embedded.rules.words import AFTERNOON, MORNING

END_OF_DAY = time(23, 59, 59)
_VAGUE = {Kind.HOUR, Kind.LOOSE_HOUR}


@dataclass(frozen=True)
class DatePhrase:
    """A phrase of `text[start:end]` and what it means in the sender's local time.

    A `day` of None is a bare clock time; an `at` of None is a day without a time. `is_until` tells that a
    deadline word stands inside: "today by 5pm", `is_vague` that the half of the day is yet to be settled.
    """

    text: str
    start: int
    end: int
    day: date | None
    at: time | None
    kind: Kind
    zone: tzinfo | None = None
    is_until: bool = False
    is_vague: bool = False

    def resolve(self, now: datetime) -> datetime:
        """Return the moment meant, seen from `now`; a day without a time ends at 23:59:59."""
        zone = self.zone or now.tzinfo
        return datetime.combine(self.day or now.date(), self.at or END_OF_DAY, tzinfo=zone)


_PARTS = rf"(?:{MORNING}|{AFTERNOON}|um die)"
_GLUE = re.compile(
    rf"[\s,(@]*(?:{_PARTS}[\s,]*)?"
    r"(?:(?:максимум|не позднее|не позже|не пізніше|spätestens|latest|at the latest|no later than"
    r"|a más tardar|como tarde)\s+)?"
    r"(?:T|at|by|before|until|on|for|um|bis|gegen|vor|am|o|о|об|до|к|в|у|во|на|de|el|la"
    r"|las|a las?|antes de(?: las?)?|para(?: las?)?|pa las?|sobre las?|hasta las?|@|-|–)?\s*"
    rf"|\s*(?:Uhr|год|годин\w|часов)?\s*(?:{_PARTS})?\s*(?:on|am|el|del?|в|во|у|vom)?\s*"
    r"|[.!]\s+",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?<!\w)(?:by|before|until|bis|vor|до|к|antes|para|pa|hasta)(?!\w)", re.IGNORECASE)
_DAY_GLUE = re.compile(r"[\s,(.]*(?:(?:den|dem|the|el|der|also|то есть|тобто|-|–|am)\s+)?", re.IGNORECASE)


def find_dates(text: str, now: datetime, first: Sequence[Rule] = ()) -> list[DatePhrase]:
    """Return the date phrases of `text` in its order.

    Args:
        text: At most a few thousand characters; code and web addresses blanked out.
        now: When the message was sent, in the sender's local time.
        first: Rules of the caller's, tried before all others.
    """
    taken = bytearray(len(text))
    phrases: list[DatePhrase] = []
    for rule in (*first, *RULES, *list_clock_rules(text)):
        for phrase in _apply(rule, text, now):
            if not any(taken[phrase.start : phrase.end]):
                taken[phrase.start : phrase.end] = b"\x01" * (phrase.end - phrase.start)
                phrases.append(phrase)
    joined = _join_neighbours(text, sorted(phrases, key=lambda phrase: phrase.start))
    return [_settle(phrase, now) for phrase in joined if phrase.kind is not Kind.LOOSE_HOUR]


def _apply(rule: Rule, text: str, now: datetime) -> Iterator[DatePhrase]:
    for found in rule.pattern.finditer(text):
        meaning = rule.read(found, now)
        if meaning is not None:
            yield _to_phrase(found, meaning, rule.kind)


def _to_phrase(found: Match, meaning: Meaning, kind: Kind) -> DatePhrase:
    start = max(found.start(), found.end("lead") if found.groupdict().get("lead") else 0)
    text = found.string[start : found.end()].strip()
    start = found.string.index(text, start)
    end = start + len(text)
    if isinstance(meaning, datetime):
        return DatePhrase(text, start, end, meaning.date(), meaning.timetz().replace(tzinfo=None), kind)
    if isinstance(meaning, time):
        at = meaning.replace(tzinfo=None)
        return DatePhrase(text, start, end, None, at, kind, meaning.tzinfo, is_vague=kind in _VAGUE)
    return DatePhrase(text, start, end, meaning, None, kind)


def _join_neighbours(text: str, phrases: list[DatePhrase]) -> list[DatePhrase]:
    joined: list[DatePhrase] = []
    for phrase in phrases:
        both = _join(text, joined[-1], phrase) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(phrase)
    return joined


def _join(text: str, first: DatePhrase, second: DatePhrase) -> DatePhrase | None:
    """Return one phrase for a day with a clock time, or a weekday with its date; None for two dates."""
    between = text[first.end : second.start]
    if _are_day_and_clock(first, second) and _GLUE.fullmatch(between):
        day = second if first.day is None else first
    elif _are_weekday_and_date(first, second) and _DAY_GLUE.fullmatch(between):
        day = second if first.kind is Kind.WEEKDAY else first
    else:
        return None
    return replace(
        day,
        text=text[first.start : second.end],
        start=first.start,
        end=second.end,
        at=first.at or second.at,
        zone=first.zone or second.zone,
        is_vague=first.is_vague or second.is_vague,
        is_until=bool(_UNTIL.search(between)),
    )


def _are_day_and_clock(first: DatePhrase, second: DatePhrase) -> bool:
    return (first.day is None) != (second.day is None) and (first.at is None) != (second.at is None)


def _are_weekday_and_date(first: DatePhrase, second: DatePhrase) -> bool:
    kinds = {first.kind, second.kind}
    return Kind.WEEKDAY in kinds and bool(kinds & {Kind.DATE, Kind.AHEAD, Kind.TODAY})


def _settle(phrase: DatePhrase, now: datetime) -> DatePhrase:
    """Return the phrase with its hour on the half of the day that is meant."""
    if not phrase.is_vague or phrase.at is None:
        return phrase
    is_today = phrase.day in {None, now.date()}
    has_passed = is_today and phrase.resolve(now) <= now and now.hour < 23  # noqa: PLR2004 - the last hour
    hour = settle_half(phrase.at.hour, phrase.text, has_passed=has_passed)
    return replace(phrase, at=phrase.at.replace(hour=hour))
