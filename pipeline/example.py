"""The example chat: an invented team's two weeks, taken in as if they ended just now."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from domain.errors import DuplicateIdError, MantaError
from domain.example import ExampleInfo, ExampleReceipt
from domain.message import Accepted, NewMessage
from domain.ports import Clock, Intake
from pipeline.imports import ImportedMessage, open_import

FILE: Final = Path(__file__).with_name("example_chat.json")
"""A Telegram Desktop export; `examples/harbor-team` leads to it, for who imports it by hand."""

AGE: Final = timedelta(minutes=3)
"""How long ago the newest message appears to have been written."""

BATCH: Final = 100
"""Messages of one transaction."""


@dataclass(frozen=True)
class Chat:
    """The example as it stands in its file."""

    title: str
    messages: Sequence[NewMessage]


class ExampleChat:
    """`domain.example.Example` over the intake that all messages come by."""

    def __init__(self, intake: Intake, clock: Clock) -> None:
        self._intake = intake
        self._clock = clock

    async def describe(self) -> ExampleInfo:
        """See `domain.example.Example`."""
        chat = await asyncio.to_thread(_read)
        return ExampleInfo(messages=len(chat.messages), chat=chat.title)

    async def accept(self, workspace_id: int) -> ExampleReceipt:
        """See `domain.example.Example`."""
        chat = await asyncio.to_thread(_read)
        received = 0
        for batch in _batches(move(chat.messages, self._clock.now() - AGE)):
            outcomes = await self._intake.accept_many(workspace_id, batch)
            received += sum(_is_new(outcome) for outcome in outcomes)
        return ExampleReceipt(received=received, duplicates=len(chat.messages) - received)


def move(messages: Sequence[NewMessage], newest_at: datetime) -> list[NewMessage]:
    """Return the messages with the newest at `newest_at`, and the same time between them as before."""
    shift = newest_at - max(message.sent_at for message in messages)
    return [message.model_copy(update={"sent_at": message.sent_at + shift}) for message in messages]


@cache
def _read() -> Chat:
    """Read the file, once in a process."""
    export = open_import(FILE)
    return Chat(export.chat_title, [item for item in export if isinstance(item, ImportedMessage)])


def _is_new(outcome: Accepted | MantaError) -> bool:
    """Return whether a message was stored now.

    Raises:
        MantaError: It was refused for another reason than that it is stored.
    """
    if isinstance(outcome, Accepted):
        return outcome.created
    # Taken in earlier, or imported by hand, it has another time, which makes it another message.
    if isinstance(outcome, DuplicateIdError):
        return False
    raise outcome


def _batches(messages: Sequence[NewMessage]) -> list[Sequence[NewMessage]]:
    return [messages[start : start + BATCH] for start in range(0, len(messages), BATCH)]
