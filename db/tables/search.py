# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What search looks at: the words and the meaning of messages and tasks, beside the rows themselves.

Tables of their own, so that accepting a message costs no index but its own, and a task's row stays small.
"""

from datetime import datetime
from typing import ClassVar

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from db.tables.columns import moment, one_of, plain_reference, reference, text
from domain.task import LinkKind

DIMENSIONS = 384
"""Length of an embedding."""


def _embedding() -> list[float] | None:
    # SQLModel's Field returns Any by design: the attribute's annotation is its type.
    return Field(default=None, sa_type=HALFVEC(DIMENSIONS), nullable=True)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _indexes(table: str, key: str) -> tuple[Index, ...]:
    """Return the indexes by words, by meaning, of what has no embedding yet, and by workspace."""
    return (
        Index(f"ix_{table}_words", "words", postgresql_using="gin"),
        Index(
            f"ix_{table}_embedding",
            "embedding",
            postgresql_using="hnsw",
            postgresql_ops={"embedding": "halfvec_cosine_ops"},
        ),
        Index(f"ix_{table}_bare", key, postgresql_where=sql("embedding IS NULL")),
        Index(f"ix_{table}_workspace_id", "workspace_id"),
    )


class MessageIndexRow(SQLModel, table=True):
    """How a message is found, from the end of its analysis on; `encoder` names what made the embedding."""

    __tablename__: ClassVar[str] = "message_index"
    __table_args__ = _indexes("message_index", "message_id")

    message_id: int = reference("messages.id", primary_key=True)
    workspace_id: int = plain_reference()
    words: str = Field(sa_type=TSVECTOR)
    encoder: str | None = text(nullable=True)
    embedding: list[float] | None = _embedding()


class TaskIndexRow(SQLModel, table=True):
    """How a task is found; written with the task. An embedding that is null is made in a moment."""

    __tablename__: ClassVar[str] = "task_index"
    __table_args__ = _indexes("task_index", "task_id")

    task_id: int = reference("tasks.id", primary_key=True)
    workspace_id: int = plain_reference()
    words: str = Field(sa_type=TSVECTOR)
    encoder: str | None = text(nullable=True)
    embedding: list[float] | None = _embedding()


class TaskLinkRow(SQLModel, table=True):
    """Two tasks that belong together; `task_id` is the newer one, or the one that was merged."""

    __tablename__: ClassVar[str] = "task_links"
    __table_args__ = (
        one_of("kind", LinkKind),
        Index("ix_task_links_other_id", "other_id"),
        Index("ix_task_links_workspace_id", "workspace_id"),
    )

    task_id: int = reference("tasks.id", primary_key=True)
    other_id: int = reference("tasks.id", primary_key=True)
    workspace_id: int = reference("workspaces.id")
    kind: str = text()
    similarity: float | None = None
    created_at: datetime = moment(now=True)
