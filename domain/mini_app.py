"""The board inside Telegram: which workspaces a person may open there."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, cast

from domain.chat import TelegramId
from domain.values import Name, Value


class Room(Value):
    """A workspace a person may open, with the titles of their chats in it, and what they are called there."""

    id: int
    name: str
    chats: list[str]
    mark: Name


class Link(NamedTuple):
    """What a link into the board names: a task or a chat."""

    kind: Literal["task", "chat"]
    id: int


_LINK = re.compile(r"(task|chat)_(-?[0-9]{1,18})")


def read_link(start_param: str) -> Link | None:
    """Return what the text of a `startapp=` link names, such as "task_12"; None if nothing of a workspace."""
    match = _LINK.fullmatch(start_param)
    if match is None:
        return None
    return Link(kind=cast("Literal['task', 'chat']", match[1]), id=int(match[2]))


class Rooms(Protocol):
    """Knows where people belong; raises `UnavailableError` when the store does not answer."""

    async def rooms_of(self, person_id: TelegramId) -> Sequence[Room]:
        """Return the workspaces a person may open now, in the order of their ids."""
        ...

    async def find_workspace(self, link: Link) -> int | None:
        """Return the workspace of what a link names; None if there is no such thing."""
        ...
