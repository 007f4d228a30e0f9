"""What is kept of a person, given to them, and taken away."""

from typing import Final, Protocol

from pydantic import Field

from domain.chat import TelegramId
from domain.values import Value

REMOVED: Final = "[removed]"
"""Stands where a person's name, or a title in their words, was."""

EXPORT_BYTES: Final = 40_000_000
"""Longest export; a bot may send files of 50 MB."""


class PersonExport(Value):
    """All that is kept of a person, as JSON text; `left_out` counts the oldest messages, without room."""

    document: str
    left_out: int = Field(default=0, ge=0)


class Forgotten(Value):
    """What was deleted, and in how many tasks names and words were replaced."""

    messages: int = 0
    tasks: int = 0
    attachments: int = 0


class Privacy(Protocol):
    """Gives people their data and deletes it; raises `UnavailableError` when the store does not answer."""

    async def may_export(self, person_id: TelegramId, key: str) -> bool:
        """Return whether a person has asked for no other export within the hour; `key` names this letter."""
        ...

    async def export(self, person_id: TelegramId) -> PersonExport:
        """Return all that is kept of a person, in all chats."""
        ...

    async def forget(self, person_id: TelegramId) -> Forgotten:
        """Delete what a person wrote and what is known of them; their tasks stay for others, without words.

        It is done in steps, each committed by itself; begun again after a crash it ends what is left.
        """
        ...
