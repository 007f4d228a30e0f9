"""Giving messages to the agents once more: those they failed at, and those another model stood in for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from domain.values import Instant, Source, Value

MAX_RETRIED = 500
"""Most messages that go back to the queue at once; the rest is counted, and the caller comes again."""


class Which(StrEnum):
    """Which messages of a workspace to retry."""

    DEAD = "dead"
    FALLBACKS = "fallbacks"


class DeadLetter(Value):
    """A message that the agents failed at for good, and why."""

    message_id: int
    external_id: str
    chat_id: str
    author: str
    source: Source
    excerpt: str = Field(description="The beginning of the text.")
    error: str = Field(description="Why the last try failed.")
    attempts: int = Field(description="How often it was tried.")
    sent_at: Instant
    failed_at: Instant


class Retried(Value):
    """What became of a wish to retry."""

    retried: int = Field(description="Messages that are in the queue again.")
    unchanged: int = Field(default=0, description="Messages that have not ended yet, or don't exist.")
    left: int = Field(default=0, description="Messages of the kind that are still to be retried.")


class Retries(Protocol):
    """Dead letters, and the way back into the queue."""

    async def list_dead_letters(
        self, workspace_id: int, limit: int, before_id: int | None
    ) -> list[DeadLetter]:
        """Return dead letters, the newest message first."""
        ...

    async def retry_messages(self, workspace_id: int, message_ids: Sequence[int]) -> Retried:
        """Queue messages that have ended once more, with all their tries; others stay as they are."""
        ...

    async def retry_all(self, workspace_id: int, which: Which) -> Retried:
        """Queue up to `MAX_RETRIED` messages of a kind once more, the oldest first."""
        ...
