"""Proposals: what the agents would make a task but are not sure enough to."""

from enum import StrEnum

from pydantic import Field

from domain.analysis import Confidence
from domain.task import NewTask, SourceMessage
from domain.values import Instant, Value


class ProposalStatus(StrEnum):
    """A proposal waits until a person decides."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MERGED = "merged"


class DeclineReason(StrEnum):
    """Why a proposal is declined; only `not_a_task` says that the agents were wrong about the message."""

    NOT_A_TASK = "not_a_task"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Proposal(Value):
    """A stored proposal: the task it would become, why, and the message it is about.

    `position` is its place among the proposals of one message, `task_id` the task it became or joined.
    """

    id: int
    message_id: int
    position: int = 0
    status: ProposalStatus
    task: NewTask
    confidence: Confidence
    reason: str
    created_at: Instant
    task_id: int | None = None
    messages: list[SourceMessage] = Field(default_factory=list[SourceMessage])
