# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What Manta knows of Telegram: updates, chats, people, and what it shows them."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Index, SmallInteger, UniqueConstraint, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, plain_reference, reference, text
from domain.card import CardKind
from domain.chat import ChatKind, ChatState, Feedback, Standing


class TelegramUpdate(SQLModel, table=True):
    """An update as it arrived, and its place in the queue; its id makes a repeated delivery harmless.

    What is `dead` can't be handled, `error` says why. The payload of what was handled is emptied: what people
    wrote is kept in one place.
    """

    __tablename__: ClassVar[str] = "telegram_updates"
    __table_args__ = (
        one_of("state", ("pending", "done", "dead")),
        Index("ix_telegram_updates_pending", "lane", "update_id", postgresql_where=sql("state = 'pending'")),
    )

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    workspace_id: int = reference("workspaces.id")
    kind: str = text(default="")
    lane: int = Field(sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    payload: str = text()
    state: str = text(default="pending")
    attempts: int = Field(sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    not_before: datetime = moment(now=True)
    error: str | None = text(nullable=True)
    received_at: datetime = moment(now=True)
    ended_at: datetime | None = moment(nullable=True)


class TelegramChat(SQLModel, table=True):
    """A chat the bot is or was in; `chat_id` is Telegram's number. Null settings: see `domain.chat.Chat`.

    A digest without a next time is given one by the scheduler: its hour or its zone has changed.
    """

    __tablename__: ClassVar[str] = "telegram_chats"
    __table_args__ = (
        one_of("kind", ChatKind),
        one_of("state", ChatState),
        one_of("feedback", Feedback),
        Index(
            "ix_telegram_chats_next_digest_at",
            "next_digest_at",
            postgresql_where=sql("digest_hour IS NOT NULL"),
        ),
    )

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    workspace_id: int = reference("workspaces.id")
    kind: str = text()
    title: str = text(default="")
    is_forum: bool = Field(sa_column_kwargs={"server_default": "false"})
    state: str = text(default=ChatState.ACTIVE)
    migrated_to: int | None = Field(sa_type=BigInteger, nullable=True)
    language: str = text(default="")
    timezone: str | None = text(nullable=True)
    feedback: str | None = text(nullable=True)
    digest_hour: int | None = Field(sa_type=SmallInteger, nullable=True)
    next_digest_at: datetime | None = moment(nullable=True)
    created_at: datetime = moment(now=True)


class TelegramPerson(SQLModel, table=True):
    """A person the bot met; usernames move between people, so the newest holder has it."""

    __tablename__: ClassVar[str] = "telegram_people"
    __table_args__ = (Index("ix_telegram_people_username", func.lower(sql("username"))),)

    person_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    name: str = text()
    username: str | None = text(nullable=True)
    language: str = text(default="")
    own_language: str = text(default="")
    timezone: str | None = text(nullable=True)
    created_at: datetime = moment(now=True)


class TelegramMember(SQLModel, table=True):
    """A person in a chat."""

    __tablename__: ClassVar[str] = "telegram_members"
    __table_args__ = (one_of("standing", Standing), Index("ix_telegram_members_person_id", "person_id"))

    chat_id: int = reference("telegram_chats.chat_id", primary_key=True)
    person_id: int = reference("telegram_people.person_id", primary_key=True)
    standing: str = text(default=Standing.MEMBER)
    seen_at: datetime = moment(now=True)


class CardRow(SQLModel, table=True):
    """The one message that shows a task, or a proposal, in a chat; null until it has been sent.

    `version` is the task's as it was shown.
    """

    __tablename__: ClassVar[str] = "cards"
    __table_args__ = (
        one_of("kind", CardKind),
        Index("ix_cards_kind_subject_id", "kind", "subject_id"),
        UniqueConstraint("chat_id", "message_number"),
    )

    chat_id: int = plain_reference(primary_key=True)
    kind: str = text(primary_key=True)
    subject_id: int = plain_reference(primary_key=True)
    workspace_id: int = reference("workspaces.id")
    thread_id: int | None = Field(sa_type=BigInteger, nullable=True)
    message_number: int | None = Field(sa_type=BigInteger, nullable=True)
    version: int = Field(sa_column_kwargs={"server_default": "0"})
    created_at: datetime = moment(now=True)


class OutboxPace(SQLModel, table=True):
    """When things were last sent to a destination, the newest last: what keeps Telegram's limits.

    `sent` are all calls, at most 1; `messages` new messages, at most 20.
    """

    __tablename__: ClassVar[str] = "outbox_pace"

    destination: str = text(primary_key=True)
    sent: datetime | None = moment(nullable=True)
    messages: list[datetime] = Field(
        sa_type=ARRAY(DateTime(timezone=True)),  # pyright: ignore[reportCallIssue, reportArgumentType]
        sa_column_kwargs={"server_default": "{}"},
    )


class Attachment(SQLModel, table=True):
    """A photo, file or voice that came with a message; Telegram keeps its bytes under `file_id`.

    Parts of an album share `album_id`; only the part with the caption is a message of its own.
    """

    __tablename__: ClassVar[str] = "attachments"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_number", "unique_id"),
        Index("ix_attachments_message_id", "message_id"),
        Index("ix_attachments_album", "chat_id", "album_id", postgresql_where=sql("album_id IS NOT NULL")),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    chat_id: int = plain_reference()
    message_number: int = plain_reference()
    album_id: str | None = text(nullable=True)
    message_id: int | None = Field(
        foreign_key="messages.id", ondelete="CASCADE", nullable=True, sa_type=BigInteger
    )
    kind: str = text()
    file_id: str = text()
    unique_id: str = text()
    name: str | None = text(nullable=True)
    mime: str | None = text(nullable=True)
    size: int | None = Field(sa_type=BigInteger, nullable=True)
    author_id: str | None = text(nullable=True)
    created_at: datetime = moment(now=True)


class BotMemoryRow(SQLModel, table=True):
    """What Telegram was told last, so that it is told again only when it changed."""

    __tablename__: ClassVar[str] = "bot_memory"

    key: str = text(primary_key=True)
    value: str = text()
    updated_at: datetime = moment(now=True)
