# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""Tasks with their labels, people, sources and history, and the proposals that may become tasks."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Computed, Index, SmallInteger, Text, UniqueConstraint, literal_column
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, plain_reference, reference, text
from domain.proposal import ProposalStatus
from domain.task import TaskAction
from domain.values import Category, Priority, Source, TaskStatus

TASK_WORDS = "((title || ' '::text) || \"left\"(description, 2000))"
"""What a text query looks at; the same expression as the trigram index, or the index is not used."""

_RANKS = " ".join(f"WHEN '{priority}' THEN {rank}" for rank, priority in enumerate(Priority))


class TaskRow(SQLModel, table=True):
    """A work item; `version` counts its changes.

    `chat_id` is the chat it lives in, if it came from one, `parent_id` the task it is a step of, and
    `recurrence_id` what made it, and makes its next one; `occurrence` is
    the time by its rule, which stays when the due time is moved.
    """

    __tablename__: ClassVar[str] = "tasks"
    __table_args__ = (
        one_of("category", Category),
        one_of("priority", Priority),
        one_of("status", TaskStatus),
        one_of("source", Source),
        Index("ix_tasks_workspace_id_id", "workspace_id", sql("id DESC")),
        Index("ix_tasks_workspace_id_status_id", "workspace_id", "status", sql("id DESC")),
        Index("ix_tasks_workspace_id_updated_at_id", "workspace_id", sql("updated_at DESC"), sql("id DESC")),
        Index(
            "ix_tasks_workspace_id_priority_rank_id",
            "workspace_id",
            sql("priority_rank DESC"),
            sql("id DESC"),
        ),
        Index("ix_tasks_workspace_id_due_id", "workspace_id", "due", "id"),
        Index("ix_tasks_workspace_id_source_id", "workspace_id", "source", sql("id DESC")),
        Index("ix_tasks_chat_id_id", "chat_id", sql("id DESC")),
        Index("ix_tasks_parent_id", "parent_id", postgresql_where=sql("parent_id IS NOT NULL")),
        Index(
            "uq_tasks_recurrence_id_occurrence",
            "recurrence_id",
            "occurrence",
            unique=True,
            postgresql_where=sql("recurrence_id IS NOT NULL"),
        ),
        Index(
            "ix_tasks_due_unfinished",
            "due",
            postgresql_where=sql("due IS NOT NULL AND status IN ('open', 'in_progress')"),
        ),
        Index(
            "ix_tasks_words",
            literal_column(TASK_WORDS, Text()).label("words"),
            postgresql_using="gin",
            postgresql_ops={"words": "gin_trgm_ops"},
        ),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    title: str = text()
    description: str = text(default="")
    category: str = text()
    priority: str = text()
    priority_rank: int | None = Field(
        default=None,
        sa_type=SmallInteger,
        sa_column_args=[Computed(f"(CASE priority {_RANKS} END)::smallint", persisted=True)],
    )
    status: str = text(default=TaskStatus.OPEN)
    source: str = text()
    due: datetime | None = moment(nullable=True)
    chat_id: int | None = reference("chats.id", nullable=True)
    parent_id: int | None = reference("tasks.id", nullable=True)
    recurrence_id: int | None = reference("recurrences.id", nullable=True)
    occurrence: datetime | None = moment(nullable=True)
    version: int = Field(sa_column_kwargs={"server_default": "1"})
    created_by: str = text()
    created_at: datetime = moment(now=True)
    updated_at: datetime = moment(now=True)


class TaskMessage(SQLModel, table=True):
    """A message that a task came from."""

    __tablename__: ClassVar[str] = "task_messages"

    task_id: int = reference("tasks.id", primary_key=True)
    message_id: int = Field(
        foreign_key="messages.id", ondelete="CASCADE", primary_key=True, index=True, sa_type=BigInteger
    )
    workspace_id: int = plain_reference()


class Label(SQLModel, table=True):
    """A word of the workspace that tasks are tagged with."""

    __tablename__: ClassVar[str] = "labels"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    name: str = text()


class TaskLabel(SQLModel, table=True):
    """A label on a task; `position` keeps the order they were given in."""

    __tablename__: ClassVar[str] = "task_labels"
    __table_args__ = (Index("ix_task_labels_label_id_task_id", "label_id", "task_id"),)

    task_id: int = reference("tasks.id", primary_key=True)
    label_id: int = reference("labels.id", primary_key=True)
    workspace_id: int = plain_reference()
    position: int = Field(sa_type=SmallInteger)


class TaskAssignee(SQLModel, table=True):
    """Somebody a task is given to."""

    __tablename__: ClassVar[str] = "task_assignees"
    __table_args__ = (
        Index("ix_task_assignees_workspace_id_name_task_id", "workspace_id", "name", "task_id"),
    )

    task_id: int = reference("tasks.id", primary_key=True)
    name: str = text(primary_key=True)
    workspace_id: int = plain_reference()
    position: int = Field(sa_type=SmallInteger)


class HistoryRow(SQLModel, table=True):
    """What changed in a task, by whom; exactly one row for each version."""

    __tablename__: ClassVar[str] = "task_history"

    task_id: int = reference("tasks.id", primary_key=True)
    version: int = Field(primary_key=True)
    workspace_id: int = plain_reference()
    at: datetime = moment(now=True)
    actor: str = text()
    action: str = text()
    changes: dict[str, object] = Field(sa_type=JSONB)

    __table_args__ = (one_of("action", TaskAction),)


class CommentRow(SQLModel, table=True):
    """What somebody says about a task."""

    __tablename__: ClassVar[str] = "task_comments"
    __table_args__ = (Index("ix_task_comments_task_id_id", "task_id", "id"),)

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    task_id: int = reference("tasks.id")
    author: str = text()
    text: str = text()
    created_at: datetime = moment(now=True)


class ProposalRow(SQLModel, table=True):
    """A task the agents are not sure about; `task` is the draft, `position` its place in the message.

    `drafted` is the draft as the agents made it last: where `task` differs, a person changed it.
    """

    __tablename__: ClassVar[str] = "proposals"
    __table_args__ = (
        one_of("status", ProposalStatus),
        UniqueConstraint("message_id", "position"),
        Index("ix_proposals_workspace_id_status_id", "workspace_id", "status", sql("id DESC")),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    message_id: int = reference("messages.id")
    position: int = Field(sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    status: str = text(default=ProposalStatus.PENDING)
    task: dict[str, object] = Field(sa_type=JSONB)
    drafted: dict[str, object] | None = Field(sa_type=JSONB, nullable=True)
    confidence: float
    reason: str = text()
    task_id: int | None = reference("tasks.id", nullable=True)
    decided_by: str | None = text(nullable=True)
    decided_at: datetime | None = moment(nullable=True)
    created_at: datetime = moment(now=True)
