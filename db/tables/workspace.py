# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""Tenants, the chats they talk in, and who talks."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, reference, text
from domain.values import Role, Source
from domain.vocabulary import TermKind


class Workspace(SQLModel, table=True):
    """A tenant; nothing crosses from one workspace to another.

    `settings` is a `domain.workspace.WorkspaceSettings`; what it lacks is as the system is set.
    """

    __tablename__: ClassVar[str] = "workspaces"

    id: int | None = identity()
    slug: str = Field(sa_type=Text, unique=True)
    name: str = text()
    settings: dict[str, object] = Field(sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})
    created_at: datetime = moment(now=True)


class TermRow(SQLModel, table=True):
    """A word of a workspace's vocabulary: a project, a component or a label, and how else people write it."""

    __tablename__: ClassVar[str] = "vocabulary"
    __table_args__ = (UniqueConstraint("workspace_id", "kind", "name"), one_of("kind", TermKind))

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    kind: str = text()
    name: str = text()
    aliases: list[str] = Field(sa_type=ARRAY(Text), sa_column_kwargs={"server_default": "{}"})  # pyright: ignore[reportCallIssue, reportArgumentType]
    created_at: datetime = moment(now=True)


class Chat(SQLModel, table=True):
    """A conversation; `last_seq` numbers its messages in the order they were accepted."""

    __tablename__: ClassVar[str] = "chats"
    __table_args__ = (UniqueConstraint("workspace_id", "source", "external_id"), one_of("source", Source))

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    source: str = text()
    external_id: str = text()
    title: str = text(default="")
    last_seq: int = Field(sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = moment(now=True)


class ChatLease(SQLModel, table=True):
    """Which worker may write results for a chat: only the holder of the newest epoch.

    A table of its own, so that leasing never waits for a chat that is being written to.
    """

    __tablename__: ClassVar[str] = "chat_leases"

    chat_id: int = reference("chats.id", primary_key=True)
    epoch: int = Field(sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    lease_until: datetime = moment(now=True)
    worker: str = text(default="")


class Member(SQLModel, table=True):
    """A person seen in a workspace."""

    __tablename__: ClassVar[str] = "members"
    __table_args__ = (
        UniqueConstraint("workspace_id", "source", "name"),
        one_of("source", Source),
        one_of("role", Role),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    source: str = text()
    name: str = text()
    role: str = text(default=Role.MEMBER)
    created_at: datetime = moment(now=True)
