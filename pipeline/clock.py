"""The real clock."""

from datetime import UTC, datetime


class SystemClock:
    """`domain.ports.Clock` of the machine."""

    def now(self) -> datetime:
        """Return the current moment in UTC."""
        return datetime.now(UTC)
