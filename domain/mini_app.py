"""The board inside Telegram: which workspaces a person may open there."""

from collections.abc import Sequence
from typing import Protocol

from domain.chat import TelegramId
from domain.values import Name, Value


class Room(Value):
    """A workspace a person may open, with the titles of their chats in it, and what they are called there."""

    id: int
    name: str
    chats: list[str]
    mark: Name


class Rooms(Protocol):
    """Knows where people belong; raises `UnavailableError` when the store does not answer."""

    async def rooms_of(self, person_id: TelegramId) -> Sequence[Room]:
        """Return the workspaces a person may open now, in the order of their ids."""
        ...
