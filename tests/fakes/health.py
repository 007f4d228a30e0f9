"""A health probe that says what it is told."""

from domain.health import Check, Health, HealthStatus
from domain.ports import Clock


class FakeHealthProbe:
    """`domain.ports.HealthProbe`; clear `well` to degrade it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.well = True

    async def check(self) -> Health:
        status = HealthStatus.HEALTHY if self.well else HealthStatus.DEGRADED
        detail = "PostgreSQL at 10.0.0.7 answers" if self.well else "PostgreSQL at 10.0.0.7 is gone"
        checks = {"database": Check(ok=self.well, detail=detail)}
        return Health(status=status, timestamp=self._clock.now(), version="0.1.0", checks=checks)
