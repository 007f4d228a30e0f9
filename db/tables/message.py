# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""Messages, their way through the inbox, and what the agents found."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, plain_reference, reference, text
from domain.values import Category, Priority, Source

BLOCK_BITS = 12
BLOCK = f"id >> {BLOCK_BITS}"
"""Which block of 4,096 ids a message is in: when messages were sent goes roughly with their ids."""


class MessageRow(SQLModel, table=True):
    """An accepted message. Within workspace and source its external id names it for good.

    `author_id` is who wrote it, as the source knows them; `origin` where a forwarded one came from, as
    `domain.message.Origin`. `edited_at` is null while it is as it was sent; of several edits the one with the
    highest `edit_rank` holds, in whatever order they arrive. Its status is the `state` of its inbox row:
    kept here too, each result would write the whole row anew, and an entry in each of its indexes.
    """

    __tablename__: ClassVar[str] = "messages"
    __table_args__ = (
        UniqueConstraint("workspace_id", "source", "external_id"),
        one_of("source", Source),
        Index(
            "uq_messages_workspace_id_idempotency_key",
            "workspace_id",
            "idempotency_key",
            unique=True,
            postgresql_where=sql("idempotency_key IS NOT NULL"),
        ),
        Index("ix_messages_workspace_id_id", "workspace_id", sql("id DESC")),
        Index("ix_messages_workspace_id_author_id", "workspace_id", "author", sql("id DESC")),
        Index(
            "ix_messages_author_id",
            "author_id",
            postgresql_where=sql("author_id IS NOT NULL"),
        ),
        Index("ix_messages_chat_id_id", "chat_id", sql("id DESC")),
        Index("ix_messages_sent_at_of_blocks", "workspace_id", sql(f"({BLOCK})"), "sent_at"),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    chat_id: int = reference("chats.id")
    seq: int = Field(sa_type=BigInteger)
    external_id: str = text()
    source: str = text()
    author: str = text()
    author_id: str | None = text(nullable=True)
    content: str = text()
    reply_to: str | None = text(nullable=True)
    thread_id: int | None = Field(sa_type=BigInteger, nullable=True)
    origin: dict[str, object] | None = Field(sa_type=JSONB, nullable=True)
    edited_at: datetime | None = moment(nullable=True)
    edit_rank: int | None = Field(sa_type=BigInteger, nullable=True)
    sent_at: datetime = moment()
    received_at: datetime = moment(now=True)
    digest: bytes = Field(sa_type=LargeBinary)
    idempotency_key: str | None = text(nullable=True)


class MessageEdit(SQLModel, table=True):
    """A text of a message that its author edited: all that are known, the one that holds among them.

    `rank` orders them, as `messages.edit_rank`; 0 is how the message was sent.
    """

    __tablename__: ClassVar[str] = "message_edits"
    __table_args__ = (UniqueConstraint("message_id", "rank"),)

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    message_id: int = reference("messages.id")
    content: str = text()
    rank: int = Field(sa_type=BigInteger)
    written_at: datetime = moment()


class InboxRow(SQLModel, table=True):
    """A message's place in the queue: pending until it is done or dead-lettered with a reason.

    `epoch` is the lease epoch under which it ended. `edited`: its text is newer than what was made of it.
    """

    __tablename__: ClassVar[str] = "inbox"
    __table_args__ = (
        one_of("state", ("pending", "done", "dead")),
        Index("ix_inbox_pending", "chat_id", "seq", postgresql_where=sql("state = 'pending'")),
        Index("ix_inbox_waiting", "workspace_id", "message_id", postgresql_where=sql("state = 'pending'")),
        Index("ix_inbox_dead", "workspace_id", "message_id", postgresql_where=sql("state = 'dead'")),
    )

    message_id: int = reference("messages.id", primary_key=True)
    workspace_id: int = plain_reference()
    chat_id: int = plain_reference()
    seq: int = Field(sa_type=BigInteger)
    state: str = text(default="pending")
    attempts: int = Field(sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    not_before: datetime = moment(now=True)
    error: str | None = text(nullable=True)
    edited: bool = Field(sa_column_kwargs={"server_default": "false"})
    epoch: int | None = Field(sa_type=BigInteger, nullable=True)
    ended_at: datetime | None = moment(nullable=True)


class AnalysisRow(SQLModel, table=True):
    """What the agents concluded about a message; one per message.

    `details` holds the fields of `domain.analysis.Summary` that have no column, and the entities' spans.
    """

    __tablename__: ClassVar[str] = "analyses"
    __table_args__ = (
        one_of("category", Category),
        one_of("priority", Priority),
        Index("ix_analyses_workspace_id_category", "workspace_id", "category", sql("message_id DESC")),
        Index(
            "ix_analyses_fallback", "workspace_id", "message_id", postgresql_where=sql("fallback IS NOT NULL")
        ),
    )

    message_id: int = reference("messages.id", primary_key=True)
    workspace_id: int = plain_reference()
    is_actionable: bool
    category: str = text()
    priority: str = text()
    confidence: float
    reason: str = text()
    title: str = text()
    short: str = text()
    due: datetime | None = moment(nullable=True)
    model: str = text()
    fallback: str | None = text(nullable=True)
    details: dict[str, object] = Field(sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})
    created_at: datetime = moment(now=True)


class Entity(SQLModel, table=True):
    """One thing a message names: a project, a mention, a version, ..., as written."""

    __tablename__: ClassVar[str] = "entities"
    __table_args__ = (Index("ix_entities_workspace_id_kind_value", "workspace_id", "kind", "value"),)

    id: int | None = identity()
    workspace_id: int = plain_reference()
    message_id: int = Field(foreign_key="messages.id", ondelete="CASCADE", index=True, sa_type=BigInteger)
    kind: str = text()
    value: str = text()
