"""What the work in hand is about: ids that logs and traces name, carried along by the task that does it."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Final

_NOTHING: Final[Mapping[str, int | str]] = {}
_noted = ContextVar[Mapping[str, int | str]]("manta_subject", default=_NOTHING)


def note(**ids: int | str) -> None:
    """Say what the rest of this asyncio task, and of those it starts, is about: `message_id=7`.

    Ids and names of parts only: what is noted is written to logs.
    """
    _noted.set({**_noted.get(), **ids})


def noted() -> Mapping[str, int | str]:
    """Return what the work in hand is about."""
    return _noted.get()
