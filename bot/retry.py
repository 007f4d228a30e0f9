"""Trying again, for as long as it takes, with growing pauses."""

import logging
from dataclasses import dataclass

from stamina import AsyncRetryingCaller, BoundAsyncRetryingCaller

_log = logging.getLogger(__name__)


class TransientError(Exception):
    """The other side can't help right now; trying again may.

    Args:
        detail: What happened; it is logged, so it must hold no secret.
        wait_s: Seconds to wait before the next attempt, if the other side said so.
    """

    def __init__(self, detail: str, wait_s: float | None = None) -> None:
        super().__init__(detail)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses between attempts in seconds: the first, the longest, and the random part added to each."""

    initial_s: float = 0.1
    max_s: float = 10.0
    jitter_s: float = 0.5

    def caller(self) -> BoundAsyncRetryingCaller:
        """Return a caller that repeats a coroutine function until it raises no more `TransientError`."""
        return AsyncRetryingCaller(
            attempts=None,
            timeout=None,
            wait_initial=self.initial_s,
            wait_max=self.max_s,
            wait_jitter=self.jitter_s,
        ).on(_wait)


def _wait(error: Exception) -> bool | float:
    """Tell stamina whether to try again, and after how many seconds if that is not its own choice."""
    if not isinstance(error, TransientError):
        return False
    _log.warning("%s Trying again.", error)
    return True if error.wait_s is None else error.wait_s
