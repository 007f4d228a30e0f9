"""Waiting for a condition in a test: as short as the thing takes, and never for ever."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

_POLL_S = 0.01


def wait_until(predicate: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Return as soon as `predicate` holds.

    Raises:
        TimeoutError: It did not hold within `timeout_s`; the text names it.
    """
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not predicate():
        if time.monotonic() >= deadline:
            raise _too_late(predicate, timeout_s)
        pause.wait(_POLL_S)


async def wait_until_async(
    predicate: Callable[[], bool] | Callable[[], Awaitable[bool]], timeout_s: float = 10.0
) -> None:
    """As `wait_until`, letting the event loop run; `predicate` may be a coroutine function.

    Raises:
        TimeoutError: It did not hold within `timeout_s`; the text names it.
    """
    deadline = time.monotonic() + timeout_s
    while not await _ask(predicate):
        if time.monotonic() >= deadline:
            raise _too_late(predicate, timeout_s)
        await asyncio.sleep(_POLL_S)


async def _ask(predicate: Callable[[], bool] | Callable[[], Awaitable[bool]]) -> bool:
    answer = predicate()
    return answer if isinstance(answer, bool) else await answer


def _too_late(predicate: Callable[..., object], timeout_s: float) -> TimeoutError:
    name = getattr(predicate, "__qualname__", repr(predicate))
    return TimeoutError(f"{name} did not hold within {timeout_s} s")
