"""When work is due: the one date of a message that is a deadline."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.embedded.rules import facts, markers
from agents.embedded.rules.clauses import Place
from agents.embedded.rules.dates import DatePhrase
from agents.embedded.rules.orders import any_asks_for_work, asks_for_work
from agents.embedded.rules.rule import Kind
from agents.embedded.rules.words import LAST, WEEKDAYS
from domain.analysis import MessageContext

_log = logging.getLogger(__name__)

_MAX_PHRASES = 50
"""More dates than this are a table, not a request."""

_CORRECTION_CHARS = 50
"""Longest text between a date and the one that corrects it."""

_BARE_AHEAD = timedelta(days=180)
"""A date without a year that would be more than half a year ahead is more likely one that has passed."""

_FAR_AHEAD = timedelta(days=3660)


class Weight(IntEnum):
    """How likely a date is the deadline; `NONE` is no deadline."""

    NONE = 0
    BARE = 1
    REQUESTED = 2
    MARKED = 3


@dataclass(frozen=True)
class Candidate:
    """A date and how likely it is the deadline."""

    phrase: DatePhrase
    weight: Weight


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _ending(pattern: str) -> re.Pattern[str]:
    """Return the expression of words that stand directly before a date, articles between them left aside."""
    return re.compile(rf"(?<!\w)(?:{pattern})\W{{1,3}}(?:(?:{markers.ARTICLES})\s+)*$", re.IGNORECASE)


_DEADLINE = _ending(markers.DEADLINE)
_EXPIRY = _ending(markers.EXPIRY)
_UNTIL = _ending(markers.UNTIL)
_AFTER = _ending(markers.AFTER)
_BEGINNING = _ending(markers.BEGINNING)
_HABIT = _ending(rf"{markers.EVERY}|{LAST}")
_NOT_BEFORE = _ending(markers.NOT_BEFORE)
_NEGATED = re.compile(
    rf"(?<!\w)(?:{markers.NEGATED})\s+(?:(?:{markers.DEADLINE})\s+)(?:(?:{markers.ARTICLES})\s+)*$",
    re.IGNORECASE,
)
_NOT_ON = re.compile(
    r"(?<!\w)(?:not|nicht|не|no)\s+(?:(?:on|at|am|um|в|у|на|з|с|el|la|las|a las|the)\s+){1,2}$", re.IGNORECASE
)
_SERVING = re.compile(rf"(?<!\w)(?:{markers.SERVING})\s+(?:[^\s,.;:!?()]+\s+){{0,5}}$", re.IGNORECASE)
_TAIL = re.compile(rf"\W{{1,3}}(?:{markers.TAIL})(?!\w)", re.IGNORECASE)
_CANCELLED = _words(markers.CANCELLED)
_CORRECTION = _words(markers.CORRECTION)
_PAST = _words(markers.PAST_VERBS)
_TAKEN = _words(markers.TAKEN)
_AWAY = _words(markers.AWAY)
_OPENING = _words(markers.OPENING)
_INQUIRY = re.compile(
    rf"\W*(?:\w+\W+){{0,2}}(?:{markers.INQUIRY})(?!\w)|.*?(?<!\w)(?:{markers.INQUIRY_ANYWHERE})(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = _words(markers.REQUEST)
_DAILY = _words(markers.DAILY)

_STATE = _words(markers.STATE)
_BY_THEN = _words(markers.BY_THEN)
_NAMED = re.compile(rf"(?<!\w)(?:{markers.NAMED})\.?\s+$", re.IGNORECASE)
_SINCE = re.compile(rf"(?<!\w)(?:{markers.SINCE})\s+(?:[^\s,.;:!?()]+\s+){{0,5}}$", re.IGNORECASE)
_CONGRATULATION = _words(markers.CONGRATULATION)
_SUBJECT = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:is|are|was|will be|ist|sind|war|wird|es|son|fue|será|є|був|буде|был|будет)(?!\w)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"(?<!\w)(?:from|von|vom|с|со|з|із|del?|desde)\s+(?:\S{{1,12}}\s+){{0,2}}(?:\S*\d\S*"
    rf"|{WEEKDAYS.any})\s+(?:uhr\s+)?"
    r"(?:to|auf|на|al?|до|bis|zu)\s+(?:(?:the|den|el|las?)\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d")
_CONTRAST = _words(r"but|though|yet|however|але|а|проте|но|однако|aber|nur|doch|pero|sin embargo|y|und|and")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def get_local_time(message: MessageContext) -> datetime:
    """Return when the message was sent, in its chat's time zone; with its own offset where it is unknown."""
    zone = _find_zone(message.timezone)
    return message.sent_at.astimezone(zone) if zone else message.sent_at


def _find_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _log.warning("There is no time zone %r; the message's own offset is used.", name)
        return None


def find_due(
    text: str, phrases: list[DatePhrase], now: datetime, *, is_chore: bool = False
) -> datetime | None:
    """Return the deadline among `phrases`, the dates of `text`; None when none of them is one.

    A date behind a deadline word ("by", "bis", "para") wins over a bare one, of several such the earliest; of
    bare ones the first. A bare date in a clause that asks for something counts like a marked one, one beside
    such a clause counts less, and one in a sentence that asks for nothing tells a fact; but if the message
    `is_chore`, known work to be done, and nothing but this sentence, the rules may not know its words. A date
    that another one corrects is left out. Never due are dates that have passed, that begin something ("since
    Monday") or end a state ("valid until May"), that recur, that the writer promises, or whose work is taken
    back.
    """
    weighed = [_weigh(Place(text, phrase), now, is_chore=is_chore) for phrase in phrases[:_MAX_PHRASES]]
    found = [candidate for candidate in _correct(text, weighed) if candidate.weight]
    if not found:
        return None
    best = max(candidate.weight for candidate in found)
    if best is Weight.BARE:
        return found[0].phrase.resolve(now)
    return min(candidate.phrase.resolve(now) for candidate in found if candidate.weight > Weight.BARE)


def _correct(text: str, weighed: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those that the next one corrects; it takes over their weight."""
    kept: list[Candidate] = []
    for candidate in weighed:
        if kept and candidate.weight and _is_correction(text, kept[-1].phrase, candidate.phrase):
            last = kept.pop()
            kept.append(Candidate(candidate.phrase, max(last.weight, candidate.weight)))
        else:
            kept.append(candidate)
    return kept


def _is_correction(text: str, first: DatePhrase, second: DatePhrase) -> bool:
    between = text[first.end : second.start]
    return len(between) <= _CORRECTION_CHARS and bool(_CORRECTION.search(between))


def _weigh(place: Place, now: datetime, *, is_chore: bool) -> Candidate:
    moment = place.phrase.resolve(now)
    if moment <= now or moment - now > _FAR_AHEAD or _is_ruled_out(place):
        return Candidate(place.phrase, Weight.NONE)
    is_late = moment - now > _BARE_AHEAD and not _YEAR.search(place.phrase.text)
    if _is_marked(place) and (not is_late or asks_for_work(place.clause)):
        return Candidate(place.phrase, Weight.MARKED)
    if is_late or place.is_possessive or _is_fact(place):
        return Candidate(place.phrase, Weight.NONE)
    if asks_for_work(place.clause):
        return Candidate(place.phrase, Weight.REQUESTED)
    may_serve = not (_needs_request(place) or _CANCELLED.search(place.sentence)) and (
        _may_serve(place) or (is_chore and _is_note(place))
    )
    return Candidate(place.phrase, Weight.BARE if may_serve else Weight.NONE)


def _may_serve(place: Place) -> bool:
    """Tell whether a date may be when work is needed though its own clause asks for nothing.

    It is when another clause of its sentence asks for work ("hang the sign, we open on Friday"), or when it
    stands alone ("Timesheets. Today."). A sentence about a day ("Payroll is on Thursday.") tells a fact.
    """
    if not _LETTERS.search(f"{place.sentence_before} {place.behind}"):
        return True
    return any_asks_for_work(place.clauses, is_question=place.is_question)


def _is_note(place: Place) -> bool:
    """Tell whether the date's sentence is the whole message and sets nothing against it."""
    if facts.outdoes_marker(place) or _CONTRAST.search(place.sentence):
        return False
    return not _LETTERS.search(place.whole.replace(place.sentence, "", 1))


def _needs_request(place: Place) -> bool:
    """Tell whether the date is too vague to count without any word of a request beside it."""
    kind = place.phrase.kind
    if kind is Kind.WITHIN:
        return True
    if kind is Kind.AHEAD:
        return False
    if kind is Kind.TODAY:
        return bool(_PAST.search(place.sentence) or _STATE.search(place.clause))
    return bool(_PAST.search(place.before))


def _is_ruled_out(place: Place) -> bool:
    """Tell whether the date cannot be a deadline whatever word stands before it."""
    before = place.before
    if any(words.search(before) for words in (_NOT_BEFORE, _NEGATED, _HABIT, _NOT_ON, _NAMED)):
        return True
    if facts.is_ruled_out(place):
        return True
    if _CANCELLED.search(place.clause) or _OPENING.search(place.sentence):
        return True
    return bool(_TAKEN.search(place.sentence)) and not _REQUEST.search(place.sentence)


def _is_marked(place: Place) -> bool:
    if (_UNTIL.search(place.before) and _tells_of_the_past(place)) or facts.outdoes_marker(place):
        return False
    if place.phrase.is_until or _DEADLINE.search(place.before) or _TAIL.match(place.after):
        return True
    if _BY_THEN.search(place.behind) or _is_expiry_to_act_on(place):
        return True
    if _BEGINNING.search(place.before) or facts.is_purpose(place) or facts.is_shown(place):
        return False
    return bool(_SERVING.search(place.clause_before))


def _is_expiry_to_act_on(place: Place) -> bool:
    """Tell whether something expires then and work is asked for: "It lapses on Friday. Renew it!"."""
    return bool(_EXPIRY.search(place.before)) and any(map(asks_for_work, place.nearby_clauses))


def _is_fact(place: Place) -> bool:
    """Tell whether a date without a deadline word only tells when something is or was."""
    if _AFTER.search(place.before) or _DAILY.search(place.sentence) or _AWAY.search(place.clause):
        return True
    if _CHANGED.search(place.before) or _CONGRATULATION.search(place.whole):
        return True
    if _SINCE.search(place.clause_before) or facts.tells_a_fact(place):
        return True
    if _SUBJECT.match(place.after) and not asks_for_work(place.clause):
        return True
    return _tells_of_the_past(place) or _is_inquiry(place)


def _tells_of_the_past(place: Place) -> bool:
    return place.phrase.kind is not Kind.AHEAD and bool(_PAST.search(place.clause))


def _is_inquiry(place: Place) -> bool:
    """Tell whether the date stands in a question that wants to know something rather than have it done."""
    return (
        place.is_question
        and bool(_INQUIRY.match(place.bare_sentence))
        and not any_asks_for_work(place.clauses, is_question=True)
    )
