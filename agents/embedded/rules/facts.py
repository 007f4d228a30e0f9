"""Dates that only tell a fact: an example, a validity, a distance, a habit, what a screen shows.

Each function looks at one date in its place; the words that tell are those of facts.toml.
"""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re

from agents.embedded.lexicon import load_facts
from agents.embedded.rules import markers
from agents.embedded.rules.clauses import Place
from agents.embedded.rules.orders import asks_for_work
from agents.embedded.rules.rule import Kind
from agents.embedded.rules.words import NUMBERS, UNITS, WEEKDAYS

_WORDS = load_facts()


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _words(name: str) -> re.Pattern[str]:
    return _compile(rf"(?<!\w){_WORDS[name]}(?!\w)")


def _directly_before(pattern: str) -> re.Pattern[str]:
    """Return the expression of words that stand before a date, small words between them left aside."""
    return _compile(rf"(?<!\w)(?:{pattern})\W{{0,3}}(?:(?:{markers.ARTICLES})\s+)*$")


_BEFORE = r"before|prior to|until|до|перед|vor|antes del?|hasta"
_POINT = rf"(?:{WEEKDAYS.any}s?|\d{{1,2}}(?:[:.]\d\d)?(?:\s?(?:uhr|[ap]m))?)"

_EXAMPLE = _compile(
    rf"(?<!\w){_WORDS['example']}[,:]?\s+"
    rf"(?:(?:{markers.ARTICLES}|between|from|by|before|з|с|до|von|bis|zum|de|del|para)\s+){{0,2}}$"
)
_DISTANCE = _directly_before(rf"(?:\d{{1,3}}|{NUMBERS.any})[\s-]{{0,2}}(?:{UNITS.any})\s+(?:{_BEFORE})")
_MADE_BEFORE = _directly_before(rf"{_WORDS['made']}\s+(?:{_BEFORE}|by)")
_PLAN_FOR = _directly_before(_WORDS["plans"])
_UNTIL = _directly_before(rf"{markers.UNTIL}|through|thru|по")
_CONTENT = _directly_before(_WORDS["content"])
_LASTING = _words("lasting")
_ALLOWED = _compile(rf"\W*(?:\w+\W+){{0,2}}{_WORDS['allowed']}(?!\w)")
_RELATIVE = _compile(rf"(?<!\w)(?:that|which)(?!\w)|^\W*{_WORDS['relative']}(?!\w)")
_STILL = _words("still")
_SHOWS = _words("shows")
_USUAL = _words("usual")
_WEEK_BEGINS = _words("week_begins")
_PART_OF_DAY = _compile(r"\s+(?:mornings|afternoons|evenings|nights)(?!\w)")
_RANGE_BEHIND = _compile(
    r"\s*(?:-|–|—|to|through|thru|till|until|bis|a|al|por|по|до|на)"
    rf"\s*(?:(?:the|el|las?)\s+)?{_POINT}(?!\w)"
)
_RANGE_BEFORE = _compile(
    rf"(?<!\w){_POINT}\s*(?:-|–|—|to|through|thru|till|until|bis(?: zum)?|al?|hasta|по|до|на|and|und|y)"
    r"\s*(?:(?:the|el|las?|den)\s+)?$"
)
_CONDITION = _compile(rf"[\W_]*{_WORDS['condition']}(?!\w)")
_MOVED = _compile(rf"(?<!\w){_WORDS['moved']}(?!\w)[^,.;!?]{{0,40}}$")
_NIGHT_TO = _compile(
    rf"(?<!\w)(?:from|с|со|з|із|von|vom|de|del|desde)\s+(?:\S{{1,12}}\s+){{0,2}}{WEEKDAYS.any}"
    r"\s+(?:на|to|auf|zum|al?)\s+(?:(?:the|den|el)\s+)?$"
)
_CLASS_BEHIND = _compile(
    r"\s+(?:\w+\s+)?(?:class|course|group|club|lessons?|shifts?|team|crew|league|slot|market)(?!\w)"
)
_CLASS_BEFORE = _compile(rf"(?<!\w){_WORDS['classes']}\s+(?:del?\s+(?:los\s+)?)?$")
_AIM = _compile(rf"{_WORDS['aim']}(?!\w)[^,.;!?]*$")
_AIM_DE = _compile(r"(?:^|,\s*)\W*um(?!\w)[^,.;!?]*$")
_AIM_DE_END = _compile(r"[^,.;!?]{0,80}?(?<!\w)zu \w+en(?!\w)")


def is_ruled_out(place: Place) -> bool:
    """Tell whether the date is no deadline whatever word stands before it.

    It is an example ("e.g. 31 May"), where a time is counted from ("three days before the end of the month"),
    part of a name ("the Tuesday class"), or an hour that a rule of the house names ("if one cancels before
    noon").
    """
    if _EXAMPLE.search(place.lead) or _DISTANCE.search(place.before):
        return True
    if place.phrase.kind is Kind.WEEKDAY and (
        _CLASS_BEHIND.match(place.behind) or _CLASS_BEFORE.search(place.before)
    ):
        return True
    return place.phrase.day is None and bool(_CONDITION.match(place.clause_before))


def outdoes_marker(place: Place) -> bool:
    """Tell whether the deadline word before the date is none here.

    It ends a state ("valid until May"), tells the new date of an event ("moved to 11:45"), when something was
    so already ("by 4 it's still running"), what was made by then, or it belongs to a habit.
    """
    if _ends_state(place) or _MADE_BEFORE.search(place.before) or is_moved(place):
        return True
    if _PLAN_FOR.search(place.before):
        return not asks_for_work(place.clause)
    is_hour = place.phrase.day is None
    is_told = _STILL.search(place.clause) or _USUAL.search(place.sentence)
    return bool(is_hour and is_told) and not asks_for_work(place.clause)


def is_moved(place: Place) -> bool:
    """Tell whether it is the date that an event was given: "the flight was moved to 11:45"."""
    return bool(_MOVED.search(place.before) or _NIGHT_TO.search(place.before))


def is_purpose(place: Place) -> bool:
    """Tell whether it stands in a clause that names an aim: "to see next week's shifts it takes …"."""
    return bool(_AIM.search(place.sentence_before)) or (
        bool(_AIM_DE.search(place.sentence_before)) and bool(_AIM_DE_END.match(place.behind))
    )


def is_shown(place: Place) -> bool:
    """Tell whether a page, a screen or a list says it: "the poster says 12 December"."""
    return bool(_SHOWS.search(place.clause)) and not asks_for_work(place.clause)


def tells_a_fact(place: Place) -> bool:
    """Tell whether the date, without a deadline word, is content, a habit, a span, or an event's new date."""
    if _PART_OF_DAY.match(place.after) or _CONTENT.search(place.before) or _USUAL.search(place.clause):
        return True
    if _is_allowed_until(place) or is_purpose(place) or is_moved(place):
        return True
    if _RANGE_BEHIND.match(place.after) or _RANGE_BEFORE.search(place.before):
        return place.phrase.kind in {Kind.WEEKDAY, Kind.CLOCK, Kind.HOUR}
    return bool(_WEEK_BEGINS.search(place.clause)) or is_shown(place)


def _ends_state(place: Place) -> bool:
    if not _UNTIL.search(place.before):
        return False
    if _is_allowed_until(place) or _RANGE_BEFORE.search(place.before):
        return True
    return bool(_LASTING.search(place.clause_before) or _RELATIVE.search(place.clause_before))


def _is_allowed_until(place: Place) -> bool:
    asks = place.is_question and _ALLOWED.match(place.sentence)
    return bool(asks and _UNTIL.search(place.before))
