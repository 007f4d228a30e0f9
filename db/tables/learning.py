# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What people corrected, and what the agents' runs took."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from db.tables.columns import moment, one_of, plain_reference, reference, text
from domain.values import Category, Priority


class CorrectionRow(SQLModel, table=True):
    """What people made of a message instead of what the agents had; null: not corrected.

    `due_shift_s` is how many seconds later than found it was wanted, `due_after_s` how long after the
    message where nothing had been found.
    """

    __tablename__: ClassVar[str] = "corrections"
    __table_args__ = (
        one_of("category", Category),
        one_of("priority", Priority),
        Index("ix_corrections_workspace_id", "workspace_id"),
    )

    message_id: int = reference("messages.id", primary_key=True)
    workspace_id: int = reference("workspaces.id")
    is_actionable: bool | None = None
    category: str | None = text(nullable=True)
    priority: str | None = text(nullable=True)
    due_removed: bool = False
    due_shift_s: float | None = None
    due_after_s: float | None = None
    merged_into: int | None = reference("tasks.id", nullable=True)
    corrected_by: str = text()
    corrected_at: datetime = moment(now=True)


class AgentRunRow(SQLModel, table=True):
    """What the last run of an agent on a message took."""

    __tablename__: ClassVar[str] = "agent_runs"
    __table_args__ = (Index("ix_agent_runs_workspace_id_at", "workspace_id", "at"),)

    message_id: int = reference("messages.id", primary_key=True)
    agent: str = text(primary_key=True)
    workspace_id: int = plain_reference()
    model: str = text()
    latency_ms: float
    input_tokens: int
    output_tokens: int
    cost_usd: float | None = None
    at: datetime = moment(now=True)
