"""The people of a workspace's Telegram chats, and ending their sessions."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from domain.chat import Standing
from domain.values import Value


class WorkspaceMember(Value):
    """A person in chats of the workspace."""

    person_id: int
    name: str
    username: str | None = None
    mark: str = Field(description="What tasks and histories call them.")
    chats: list[str] = Field(description="Titles of the workspace's chats they were seen in.")
    standing: Standing = Field(description="The highest they have in any of them.")
    language: str = Field(default="", description="Their choice, else their Telegram's; empty: not known.")


class Members(Protocol):
    """Knows who is in the chats of a workspace.

    Every method raises `domain.errors.UnavailableError` when the other side does not answer.
    """

    async def list_members(self, workspace_id: int, *, everybody: bool) -> Sequence[WorkspaceMember]:
        """Return people by name, at most 1,000.

        Args:
            workspace_id: Whose chats are looked at, as far as the bot is in them.
            everybody: Also who has left, or was only named.
        """
        ...

    async def sign_out(self, workspace_id: int, person_id: int) -> None:
        """End a person's sessions of the workspace; may be repeated.

        Raises:
            NotFoundError: They were never seen in a chat of the workspace.
        """
        ...
