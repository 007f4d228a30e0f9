"""A message's way from stored to understood: claims, decisions and outcomes."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from domain.analysis import Confidence, Embedding, Findings, MessageContext
from domain.message import Message
from domain.task import NewTask
from domain.values import Value
from domain.workspace import WorkspaceSettings


class QueuedMessage(Value):
    """A claimed message. `attempts` already counts the try that is about to begin.

    `digest` names the text that was claimed: results of one that was edited since are not written.
    """

    message: Message
    chat_title: str
    attempts: int = Field(ge=1)
    digest: bytes = b""


class Claim(Value):
    """The right to write the results of some messages of one chat, while `epoch` is the chat's newest.

    `settings` are those of the chat's workspace at the time of the claim.
    """

    workspace_id: int
    chat_id: int
    epoch: int
    settings: WorkspaceSettings = Field(default_factory=WorkspaceSettings)
    messages: tuple[QueuedMessage, ...]


class ProposedTask(Value):
    """A task that a person should look at before it becomes one, and why."""

    task: NewTask
    confidence: Confidence
    reason: str


class Decision(Value):
    """What becomes of an analysed message: tasks, proposals, both, or nothing."""

    tasks: tuple[NewTask, ...] = ()
    proposals: tuple[ProposedTask, ...] = ()


class Done(Value):
    """A message that was understood; its embedding is null when there was nothing to make one with."""

    message: Message
    findings: Findings
    decision: Decision
    embedding: Embedding | None = None


class Failed(Value):
    """A message that could not be understood this time; `dead` when it is not tried again by itself."""

    message: Message
    error: str
    dead: bool
    retry_in_s: float = Field(default=0.0, ge=0.0)


Outcome = Done | Failed

Result = tuple[Claim, Sequence[Outcome]]
"""A claim and its outcomes, in the messages' order."""


Asked = tuple[Claim, Sequence[Embedding]]
"""A claim whose surroundings are asked for, and its messages' embeddings: all of them or none."""


class Surroundings(Protocol):
    """What is known around messages: their threads, the workspace's words, what was learnt from people."""

    async def read(self, asked: Sequence[Asked]) -> list[list[MessageContext]]:
        """Return for each claim the context of each of its messages, in order.

        Args:
            asked: Claims of one workspace, with the embeddings of their messages, in order; without any,
                nothing similar is looked for.
        """
        ...


class Inbox(Protocol):
    """The queue of stored messages, by chat."""

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        """Lease up to `limit` chats that have messages to do, counting the attempt before it begins.

        A chat's claim has a small, fixed number of messages at most. Where that leaves less than `messages`
        for all chats together, as of one long chat, each gets an equal part of `messages` instead.
        """
        ...

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        """Extend leases; return the chat ids that are still held, the others are lost."""
        ...

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        """Write outcomes, in order, and hand the chat back in one transaction; see `finish_all`."""
        ...

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        """Write the outcomes of claims of one workspace and hand their chats back, in one transaction.

        Messages of the claim without an outcome, and those that were edited since they were claimed, go
        back to the queue with their attempt refunded.
        A claim whose epoch is no longer the newest is answered with False, and nothing of it is written; the
        others are. When it raises, nothing of any was written, or that is unknown after an outage.
        """
        ...
