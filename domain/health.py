"""What the health endpoint and `manta status` report."""

from enum import StrEnum

from domain.values import Instant, Value


class HealthStatus(StrEnum):
    """`DEGRADED` means that messages can't be accepted right now."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"


class Check(Value):
    """One part's state in a word and, when it is not well, why."""

    ok: bool
    detail: str


class Health(Value):
    """The state of the whole, with each part's."""

    status: HealthStatus
    timestamp: Instant
    version: str
    checks: dict[str, Check]
