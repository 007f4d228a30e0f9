"""Messages: what people wrote, as it is accepted, stored and served."""

import hashlib
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from domain.analysis import Analysis
from domain.correction import Correction
from domain.task import Task
from domain.values import Category, Instant, MessageStatus, Name, Source, Text, Value


class OriginKind(StrEnum):
    """Who wrote a forwarded message first, as the Bot API tells them apart."""

    USER = "user"
    HIDDEN_USER = "hidden_user"
    CHAT = "chat"
    CHANNEL = "channel"


class Origin(Value):
    """Where a forwarded message comes from; `url` leads to a channel's public post."""

    kind: OriginKind
    name: Name
    sent_at: Instant
    url: str | None = None


class Attachment(Value):
    """A photo, file or voice that came with a message; `url` is where Manta serves its bytes."""

    id: int
    kind: str
    url: str
    name: str | None = None
    mime: str | None = None
    size: int | None = Field(default=None, description="In bytes, as the source tells it.")


class MessageEdit(Value):
    """A text that the author of a message has replaced; `edited_at` is when it was replaced."""

    content: str
    edited_at: Instant


class NewMessage(Value):
    """A message on its way in.

    `external_id` is the sender's own id: within a workspace and source it names the message for good,
    so repeating it is safe. `author_id` is who wrote it, as the source knows them; `thread_id` the forum
    topic it was written in. `edit_rank` orders the edits of a message: None is how it was sent, the highest
    holds, in whatever order they arrive.
    """

    external_id: Name
    content: Text
    author: Name
    chat_id: Name
    sent_at: Instant
    source: Source = Source.API
    chat_title: Annotated[Text, Field(max_length=512)] = ""
    reply_to: Name | None = None
    author_id: Name | None = None
    thread_id: int | None = None
    origin: Origin | None = None
    edited_at: Instant | None = None
    edit_rank: int | None = None
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
    author_id: str | None = Field(default=None, description="Who wrote it, as the source knows them.")
    thread_id: int | None = Field(default=None, description="The forum topic it was written in.")
    origin: Origin | None = Field(default=None, description="Where it was forwarded from, if it was.")
    edited_at: Instant | None = Field(default=None, description="When its text was changed, if it was.")
    attachments: list[Attachment] = Field(default_factory=list[Attachment])
    error: str | None = Field(default=None, description="Why the message failed, if it did.")
    url: str | None = Field(default=None, description="Its address in Telegram, if it has one.")


class MessageDetail(Message):
    """A message with the texts it had before, oldest first."""

    edits: list[MessageEdit] = Field(default_factory=list[MessageEdit])


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
