"""Proposals: what the agents would make a task but are not sure enough to."""

from enum import StrEnum

from domain.analysis import Confidence
from domain.task import NewTask
from domain.values import Instant, Value


class ProposalStatus(StrEnum):
    """A proposal waits until a person decides."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Proposal(Value):
    """A stored proposal: the task it would become, why, and the message it is about."""

    id: int
    message_id: int
    status: ProposalStatus
    task: NewTask
    confidence: Confidence
    reason: str
    created_at: Instant
