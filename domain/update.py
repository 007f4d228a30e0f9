"""Telegram's updates on their way through Manta: stored as they came, handled in order for each chat."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Final, Protocol, cast

from pydantic import Field

from domain.values import Value

MALFORMED: Final = "malformed"
"""Kind of what is no update: kept as a dead letter under a negative number made of its bytes."""

UNKNOWN: Final = "unknown"
"""Kind of an update that carries nothing but its number."""

_INT64 = range(-(2**63), 2**63)

_PLACES = (
    ("chat", "id"),
    ("message", "chat", "id"),
    ("from", "id"),
    ("user", "id"),
    ("user_chat_id",),
)
"""Where an update's content may name the chat, or the person, that it has to be handled in order for."""


class NewUpdate(Value):
    """An update as it is stored.

    `lane` is what it is kept in order with: its chat, else its person, else 0. `error` says why it can't
    be handled.
    """

    update_id: int
    kind: str
    lane: int
    payload: str
    error: str | None = None


class QueuedUpdate(Value):
    """A claimed update; `attempts` counts the try that is about to begin, and names it."""

    update_id: int
    workspace_id: int
    kind: str
    lane: int
    payload: str
    attempts: int = Field(ge=1)
    received_at: datetime


class Handled(Value):
    """An update that is through."""


class Postponed(Value):
    """An update that could not be handled this time."""

    error: str
    retry_in_s: float = Field(ge=0.0)


class Dropped(Value):
    """An update that can't be handled: a dead letter."""

    error: str


UpdateOutcome = Handled | Postponed | Dropped


class Updates(Protocol):
    """The queue of stored updates, in order for each lane."""

    async def claim(self, limit: int) -> list[QueuedUpdate]:
        """Take the first due update of up to `limit` lanes, counting the try before it begins."""
        ...

    async def settle(self, update: QueuedUpdate, outcome: UpdateOutcome) -> bool:
        """Write down what became of a try; False, and nothing is written, when a later try has begun."""
        ...


class UpdateStore(Protocol):
    """Where updates are stored before they are acknowledged."""

    async def store_updates(self, workspace_id: int, updates: Sequence[NewUpdate]) -> list[bool]:
        """Commit updates and tell of each whether it is new; those stored before stay as they are.

        Raises:
            UnavailableError: Nothing was stored.
        """
        ...


class UpdateIntake(Protocol):
    """Accepts updates durably: when the method returns, the row is committed."""

    async def accept_update(self, workspace_id: int, update: NewUpdate) -> bool:
        """Store an update; False when it had been stored before.

        Raises:
            UnavailableError: Nothing was stored.
        """
        ...


def read_update(raw: bytes) -> NewUpdate:
    """Return an update as it is to be stored, whatever the bytes are; it is read no further than needed."""
    payload = raw.decode(errors="replace").replace("\x00", "\ufffd")
    try:
        # The standard parser reads what stricter ones refuse (lone surrogates, NaN), so that such an
        # update keeps its number.
        found: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return _malformed(raw, payload, f"not readable JSON ({type(error).__name__})")
    if not isinstance(found, dict):
        return _malformed(raw, payload, "not a JSON object")
    fields = cast("Mapping[str, object]", found)  # JSON has no other keys than strings
    update_id = fields.get("update_id")
    if type(update_id) is not int or update_id not in _INT64:
        return _malformed(raw, payload, "no 64-bit integer `update_id`")
    kind = next((name for name in fields if name != "update_id"), UNKNOWN)
    return NewUpdate(update_id=update_id, kind=kind[:64], lane=_find_lane(fields.get(kind)), payload=payload)


def _malformed(raw: bytes, payload: str, error: str) -> NewUpdate:
    number = -1 - int.from_bytes(blake2b(raw, digest_size=8).digest()) // 4
    return NewUpdate(update_id=number, kind=MALFORMED, lane=0, payload=payload, error=error)


def _find_lane(content: object) -> int:
    return next((place for path in _PLACES if (place := _look(content, path)) is not None), 0)


def _look(content: object, path: Sequence[str]) -> int | None:
    for step in path:
        if not isinstance(content, dict):
            return None
        content = cast("Mapping[str, object]", content).get(step)
    return content if type(content) is int and content in _INT64 else None
