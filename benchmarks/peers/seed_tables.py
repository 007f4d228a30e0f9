# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""The seed design's tables: what Manta stores of a message and of its analysis, in three tables.

They have a registry of their own, so that nobody who imports them adds them to Manta's schema.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Identity, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class SeedTable(SQLModel, registry=registry()):
    """What the three tables have in common."""


class SeedMessage(SeedTable, table=True):
    """An accepted message."""

    __tablename__: ClassVar[str] = "seed_messages"

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    external_id: str = Field(sa_type=Text, unique=True)
    content: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    chat_id: str = Field(sa_type=Text, index=True)
    sent_at: datetime = Field(sa_type=DateTime(timezone=True))  # pyright: ignore[reportArgumentType, reportCallIssue]
    received_at: datetime | None = Field(
        default=None,
        sa_type=DateTime(timezone=True),  # pyright: ignore[reportArgumentType]
        sa_column_kwargs={"server_default": func.now()},
    )
    status: str = Field(default="received", sa_type=Text)


class SeedAnalysis(SeedTable, table=True):
    """What was found in a message, once."""

    __tablename__: ClassVar[str] = "seed_analyses"

    message_id: int = Field(primary_key=True, foreign_key="seed_messages.id", sa_type=BigInteger)
    category: str = Field(sa_type=Text, index=True)
    priority: str = Field(sa_type=Text)
    confidence: float
    title: str = Field(sa_type=Text)
    summary: dict[str, object] = Field(sa_type=JSONB)


class SeedTask(SeedTable, table=True):
    """A task that a message became."""

    __tablename__: ClassVar[str] = "seed_tasks"

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    message_id: int = Field(foreign_key="seed_messages.id", sa_type=BigInteger, index=True)
    title: str = Field(sa_type=Text)
    description: str = Field(sa_type=Text)
    category: str = Field(sa_type=Text)
    priority: str = Field(sa_type=Text)
    status: str = Field(default="open", sa_type=Text)


TABLES = tuple(str(table.name) for table in SeedTable.metadata.sorted_tables)
"""Their names, those that others refer to first."""
