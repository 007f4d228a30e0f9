"""Accepting messages: concurrent requests share one transaction, each gets its own durable answer."""

from collections.abc import Sequence
from typing import Protocol

from domain.errors import MantaError
from domain.message import Accepted, NewMessage
from pipeline.batcher import Batcher

Submission = tuple[int, NewMessage]


class MessageStore(Protocol):
    """Where accepted messages are written."""

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        """Commit a batch and answer each submission, in order."""
        ...

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        """Commit a text that an author gave a message."""
        ...


class BatchingIntake:
    """`domain.ports.Intake` that commits requests of the same moment together.

    One lives in every ingress replica. It holds nothing that is not also waited for by a request: when
    the process dies, the requests fail and their senders repeat them under the same ids.
    """

    def __init__(self, store: MessageStore) -> None:
        self._store = store
        self._batcher = Batcher[Submission, Accepted](store.store)

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        """See `domain.ports.Intake`."""
        return await self._batcher.submit((workspace_id, message))

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        """See `domain.ports.Intake`."""
        answer = await self._store.edit(workspace_id, message)
        if isinstance(answer, MantaError):
            raise answer
        return answer

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        """See `domain.ports.Intake`."""
        if not messages:
            return []
        return await self._store.store([(workspace_id, message) for message in messages])

    async def drain(self) -> None:
        """Wait until every accepted request has its answer."""
        await self._batcher.drain()
