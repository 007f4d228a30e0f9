"""When work is due: the one date of a message that is a deadline."""

import logging
import re
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.embedded.rules.dates import DatePhrase
from agents.embedded.rules.words import AFTER, ARTICLES, DEADLINE, EVERY, LAST, PAST_VERBS
from agents.text import iterate_sentences
from domain.analysis import MessageContext

_log = logging.getLogger(__name__)

_MAX_PHRASES = 50
"""More dates than this are a table, not a request."""

_SENTENCE_CHARS = 200

_BARE_AHEAD = timedelta(days=180)
"""A bare date that can only be read as more than half a year ahead is more likely one that has passed."""

_DEADLINE = re.compile(rf"(?<!\w)(?:{DEADLINE})\W+(?:(?:{ARTICLES})\s+)*$", re.IGNORECASE)
_NO_DEADLINE = re.compile(
    rf"(?<!\w)(?:{AFTER}|{LAST}|{EVERY})\s+(?:(?:the|dem|der|den|la|el)\s+)?$", re.IGNORECASE
)
_NOT_BEFORE = r"not (?:before|until)|не раніше|не раньше|nicht vor|no antes del?"
_NEVER = re.compile(rf"(?<!\w)(?:{EVERY}|{_NOT_BEFORE})\s+(?:the |dem |el )?$", re.IGNORECASE)
_PAST = re.compile(rf"(?<!\w)(?:{PAST_VERBS})(?!\w)", re.IGNORECASE)


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


def find_due(text: str, phrases: list[DatePhrase], now: datetime) -> datetime | None:
    """Return the deadline among `phrases`, the dates of `text`; None when none of them is one.

    A date behind a deadline word ("by", "bis", "para") wins over a bare one; of equals the first counts.
    Dates that have passed, that begin something ("since Monday") or that recur are never due.
    """
    ahead = [phrase for phrase in phrases[:_MAX_PHRASES] if phrase.resolve(now) > now]
    marked = [phrase for phrase in ahead if _is_marked(text, phrase)]
    bare = [phrase for phrase in ahead if _may_be_due(text, phrase, now)]
    chosen = [*marked, *bare]
    return chosen[0].resolve(now) if chosen else None


def _is_marked(text: str, phrase: DatePhrase) -> bool:
    before = _before(text, phrase)
    return bool(_DEADLINE.search(before)) and not _NEVER.search(before)


def _may_be_due(text: str, phrase: DatePhrase, now: datetime) -> bool:
    if _NO_DEADLINE.search(_before(text, phrase)) or phrase.resolve(now) - now > _BARE_AHEAD:
        return False
    return not _PAST.search(_find_sentence(text, phrase))


def _before(text: str, phrase: DatePhrase) -> str:
    return text[max(0, phrase.start - 40) : phrase.start]


def _find_sentence(text: str, phrase: DatePhrase) -> str:
    window = text[max(0, phrase.start - _SENTENCE_CHARS) : phrase.end + _SENTENCE_CHARS]
    inside = phrase.start - max(0, phrase.start - _SENTENCE_CHARS)
    sentences = [sentence for start, sentence in iterate_sentences(window) if start <= inside]
    return sentences[-1] if sentences else window
