"""How many ingress replicas there should be, by the processor time that they take.

Not by the requests under way, which Serve goes by: a socket is one for its whole life, and costs next to
nothing while nothing happens.
"""

from collections.abc import Callable, Collection
from math import ceil
from time import monotonic, process_time

BUSY_SHARE = 0.6
"""A replica has one event loop, so it is at its end with a share of 1; from here on another is added."""

CALM_SHARE = 0.4
"""One goes if the others stay below this, which is well below the other bound: it is not missed at once."""


class ProcessorShare:
    """Measures what share of one processor this process takes.

    Args:
        spent_s: Tells the processor time that it has taken so far, in seconds.
        clock: Seconds that only grow.
    """

    def __init__(
        self, spent_s: Callable[[], float] = process_time, clock: Callable[[], float] = monotonic
    ) -> None:
        self._spent_s = spent_s
        self._clock = clock
        self._last = (clock(), spent_s())

    def read(self) -> float:
        """Return the share since it was last read, 1 for one whole processor; 0 if that was just now."""
        (began_s, before_s), (now_s, spent_s) = self._last, (self._clock(), self._spent_s())
        self._last = (now_s, spent_s)
        return (spent_s - before_s) / (now_s - began_s) if now_s > began_s else 0.0


def wanted_replicas(shares: Collection[float], current: int) -> int:
    """Return how many replicas there should be.

    Args:
        shares: The processor shares that are known; one of a replica that has just begun is not.
        current: How many replicas there are.
    """
    load = sum(shares)
    unknown = max(0, current - len(shares))
    up, down = (unknown + _ceil(load / share) for share in (BUSY_SHARE, CALM_SHARE))
    return max(1, up if up > current else min(down, current))


def _ceil(replicas: float) -> int:
    return ceil(round(replicas, 6))  # a sum of shares may be off by what floats leave
