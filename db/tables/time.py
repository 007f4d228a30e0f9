# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What happens because time passes."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, reference, text
from domain.reminder import ReminderKind


class ReminderRow(SQLModel, table=True):
    """A reminder of a task: made when it fires, or before that by whoever snoozed the task.

    A reminder of a kind for a moment exists once, so whoever finds it due can't send it twice.
    """

    __tablename__: ClassVar[str] = "reminders"
    __table_args__ = (
        one_of("kind", ReminderKind),
        UniqueConstraint("task_id", "kind", "at", "chat_id", postgresql_nulls_not_distinct=True),
        Index("ix_reminders_at", "at", postgresql_where=sql("fired_at IS NULL")),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    task_id: int = reference("tasks.id")
    kind: str = text()
    at: datetime = moment()
    chat_id: int | None = Field(sa_type=BigInteger, nullable=True)
    asked_by: str | None = text(nullable=True)
    fired_at: datetime | None = moment(nullable=True)
    created_at: datetime = moment(now=True)


class RecurrenceRow(SQLModel, table=True):
    """A task that comes again: a rule of RFC 5545, expanded in the wall time of a zone.

    `task` is the draft of each occurrence. `next_at` is when its next task is made, which is when the time of
    the newest one has come; null when the rule has ended or was stopped.
    """

    __tablename__: ClassVar[str] = "recurrences"
    __table_args__ = (
        Index("ix_recurrences_next_at", "next_at", postgresql_where=sql("next_at IS NOT NULL")),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    rule: str = text()
    timezone: str = text()
    starts: datetime = Field(sa_type=DateTime(timezone=False))  # pyright: ignore[reportCallIssue, reportArgumentType]
    task: dict[str, object] = Field(sa_type=JSONB)
    next_at: datetime | None = moment(nullable=True)
    created_by: str = text()
    created_at: datetime = moment(now=True)
