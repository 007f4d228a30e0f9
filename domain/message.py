"""Messages: what people wrote, as it is accepted, stored and served."""

import hashlib
from typing import Annotated, Self

from pydantic import Field

from domain.analysis import Analysis
from domain.correction import Correction
from domain.task import Task
from domain.values import Category, Instant, MessageStatus, Name, Source, Text, Value


class NewMessage(Value):
    """A message on its way in.

    `external_id` is the sender's own id: within a workspace and source it names the message for good,
    so repeating it is safe.
    """

    external_id: Name
    content: Text
    author: Name
    chat_id: Name
    sent_at: Instant
    source: Source = Source.API
    chat_title: Annotated[Text, Field(max_length=512)] = ""
    reply_to: Name | None = None
    idempotency_key: Name | None = None

    def digest(self) -> bytes:
        """Return 32 bytes that two messages share if and only if they say the same.

        Titles and keys are left out: a chat may be renamed between two deliveries of one message.
        """
        parts = (
            self.external_id,
            self.content,
            self.author,
            self.chat_id,
            self.sent_at.isoformat(),
            self.source,
        )
        digest = hashlib.blake2b(digest_size=32)
        for part in parts:
            raw = part.encode()
            digest.update(len(raw).to_bytes(8) + raw)
        return digest.digest()


class Accepted(Value):
    """The durable answer to an accepted message: its row is committed."""

    message_id: int
    external_id: str
    created: bool = Field(description="False when the same message had been accepted before.")


class Message(Value):
    """A stored message with what the agents said of it."""

    id: int
    external_id: str
    content: str
    author: str
    chat_id: str
    sent_at: Instant
    source: Source
    status: MessageStatus
    analysis: Analysis | None = None
    correction: Correction | None = Field(default=None, description="What people corrected, if they did.")
    received_at: Instant
    error: str | None = Field(default=None, description="Why the message failed, if it did.")


class CorrectedMessage(Value):
    """A message after a correction, and all tasks that come from it, by id."""

    message: Message
    tasks: list[Task]


class MessageQuery(Value):
    """Which messages to list, newest first; `None` means any."""

    limit: int = Field(default=50, ge=1, le=500)
    before_id: int | None = None
    author: str | None = None
    source: Source | None = None
    chat_id: str | None = None
    category: Category | None = None
    status: MessageStatus | None = None
    sent_from: Instant | None = None
    sent_until: Instant | None = None

    def after(self, last: Message) -> Self:
        """Return the query of the page that follows `last`."""
        return self.model_copy(update={"before_id": last.id})
