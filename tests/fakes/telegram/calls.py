"""The log of calls, and the judge of how fast they came.

The limits are those of https://core.telegram.org/bots/faq#broadcasting-to-users.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import Value

PER_SECOND: Final = 30
PER_MINUTE_IN_GROUP: Final = 20
TOLERANCE_S: Final = 0.005

_POLLING: Final = "getupdates"
_MESSAGES: Final = ("send", "forward", "copy")
_SILENT: Final = ("sendchataction", "sendmessagedraft", "sendrichmessagedraft")
_MINUTE_S: Final = 60.0


class LoggedCall(Value):
    """A call as it came and what was answered.

    Attributes:
        method: In lower case, as the API ignores case.
        fields: The parameters; by the schema's types if they fit.
        chat_id: The chat it is for, if any.
        at: When it arrived, in seconds since 1970.
        status: The answer's status; 0 when none was given.
        is_taken: Whether it was done, also when the answer was lost.
        size: How many messages it sends or changes.
    """

    number: int
    method: str
    fields: Json
    chat_id: int | None
    at: float
    status: int
    description: str = ""
    retry_after: int | None = None
    is_taken: bool = False
    size: int = 1

    @property
    def is_new_message(self) -> bool:
        return self.method.startswith(_MESSAGES) and self.method not in _SILENT

    @property
    def is_message_or_edit(self) -> bool:
        return self.is_new_message or self.method.startswith("editmessage")


def find_breaches(calls: Iterable[LoggedCall]) -> list[str]:
    """Return where Telegram's limits were passed, one sentence each, in the order of time.

    A limit has 5 ms of tolerance: that much a call may be held up on its way.
    """
    ordered = sorted((one for one in calls if one.method != _POLLING), key=lambda one: one.at)
    by_chat: dict[int, list[LoggedCall]] = defaultdict(list)
    for call in ordered:
        if call.chat_id is not None:
            by_chat[call.chat_id].append(call)
    found = _too_many(ordered, PER_SECOND, 1.0, "calls in all")
    for chat_id, its in by_chat.items():
        found += _too_close([one for one in its if one.is_message_or_edit])
        found += _impatient(its)
        if chat_id < 0:
            messages = [one for one in its if one.is_new_message for _ in range(one.size)]
            found += _too_many(messages, PER_MINUTE_IN_GROUP, _MINUTE_S, f"messages in the group {chat_id}")
    return [text for _, text in sorted(found)]


_Breaches = list[tuple[float, str]]


def _too_many(calls: Sequence[LoggedCall], limit: int, window_s: float, what: str) -> _Breaches:
    """Tell each time that a window's last call was one too many."""
    found: _Breaches = []
    for first, last in zip(calls, calls[limit:], strict=False):
        if last.at - first.at < window_s - TOLERANCE_S:
            text = f"call {last.number} ({last.method}): more than {limit} {what} within {window_s:g} s"
            found.append((last.at, text))
    return found


def _too_close(calls: Sequence[LoggedCall]) -> _Breaches:
    found: _Breaches = []
    for before, after in pairwise(calls):
        gap = after.at - before.at
        if gap < 1.0 - TOLERANCE_S:
            text = (
                f"call {after.number} ({after.method}): {gap:.3f} s after another in the chat {after.chat_id}"
            )
            found.append((after.at, text))
    return found


def _impatient(calls: Sequence[LoggedCall]) -> _Breaches:
    """Tell of calls that came while their chat was to be left alone."""
    found: _Breaches = []
    until = 0.0
    for call in calls:
        if call.at < until - TOLERANCE_S:
            left = until - call.at
            text = f"call {call.number} ({call.method}): {left:.3f} s of retry_after left for {call.chat_id}"
            found.append((call.at, text))
        if call.retry_after is not None:
            until = max(until, call.at + call.retry_after)
    return found
