"""What became of a chat's messages, and making a task of one of them by hand."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from domain.access import Principal, RequestKey
from domain.proposal import Proposal
from domain.task import NewTask, Task
from domain.values import Source, Value


class KnownMessage(Value):
    """A stored message and the tasks that come from it, by id, the oldest first."""

    id: int
    task_ids: list[int] = Field(default_factory=list[int])


class ChatWork(Protocol):
    """The work that comes from the messages of chats.

    Every method raises `domain.errors.UnavailableError` when the other side does not answer.
    """

    async def find_message(self, workspace_id: int, source: Source, external_id: str) -> KnownMessage | None:
        """Return a message by its source's id, None when it is not stored."""
        ...

    async def list_pending(self, workspace_id: int, chat_id: str, limit: int) -> Sequence[Proposal]:
        """Return at most `limit` proposals of a Telegram chat that nobody has decided about, newest first."""
        ...

    async def make_task(self, by: Principal, task: NewTask, message_id: int, key: RequestKey) -> Task:
        """Make a task of a message, or return the one it has; what was proposed of it is accepted as this.

        The agents learn that the message is work, and make nothing more of it if they have not read it yet.

        Raises:
            NotFoundError: No such message in this workspace.
            IdempotencyKeyReusedError: The key was used for another request.
        """
        ...
