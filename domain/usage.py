"""How the agents fare: what their runs took, and how often people corrected them."""

from datetime import date
from enum import StrEnum
from typing import Protocol, Self

from pydantic import Field

from domain.values import Name, Value

MAX_DAYS = 90
"""Longest time that is reported on, in days."""


class AgentFigures(Value):
    """What the runs of one agent on one model took."""

    agent: Name
    model: Name
    runs: int
    mean_latency_ms: float
    p50_latency_ms: float = Field(description="Half of the runs were no slower.")
    p95_latency_ms: float = Field(description="19 of 20 runs were no slower.")
    input_tokens: int
    output_tokens: int
    cost_usd: float | None = Field(default=None, description="Null: the price of some run is not known.")
    fallbacks: int = Field(description="Runs in which this model stood in for the configured one.")


class JudgedField(StrEnum):
    """What people can correct in an analysis."""

    ACTIONABLE = "actionable"
    CATEGORY = "category"
    PRIORITY = "priority"
    DUE = "due"


class FieldQuality(Value):
    """How often people corrected one thing the agents said."""

    field: JudgedField
    corrected: int = Field(description="Analysed messages in which a person changed it.")
    accuracy: float | None = Field(
        default=None, ge=0.0, le=1.0, description="Share in which nobody did; null when nothing was analysed."
    )

    @classmethod
    def of(cls, field: JudgedField, corrected: int, analysed: int) -> Self:
        """Return the quality of a field that was corrected in so many of the analysed messages."""
        accuracy = 1.0 - corrected / analysed if analysed else None
        return cls(field=field, corrected=corrected, accuracy=accuracy)


class AgentDay(Value):
    """What one agent did on one day of the workspace's calendar, whatever its model."""

    date: date
    agent: Name
    runs: int
    p50_latency_ms: float = Field(description="Half of the runs were no slower.")
    p95_latency_ms: float = Field(description="19 of 20 runs were no slower.")
    corrected: int = Field(
        description="Runs of which people changed something this agent says: `classification` whether it is "
        "work, category and priority, `extraction` the due time."
    )


class AgentReport(Value):
    """How a workspace's agents fared in the last days."""

    days: int
    analysed: int = Field(description="Messages with a run in this time.")
    agents: list[AgentFigures] = Field(description="By agent and model.")
    quality: list[FieldQuality]
    daily: list[AgentDay] = Field(
        default_factory=list[AgentDay],
        description="Days with runs, oldest first; the first may be cut by the window.",
    )


class AgentReports(Protocol):
    """Tells how the agents fare."""

    async def get_report(self, workspace_id: int, days: int) -> AgentReport:
        """Return what happened in the last `days` days; a repeated run counts as the last one only."""
        ...
