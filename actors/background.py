"""Owned background work: logged when it fails, restarted, and awaited when its owner stops."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

RESTART_DELAY_S = 1.0


class Background:
    """The background loops of one actor or replica."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` until it returns or `stop` is called; when it fails, log it and run it again."""
        self._tasks[name] = asyncio.create_task(_keep_running(name, work), name=name)

    async def stop(self, timeout_s: float = 5.0) -> None:
        """Cancel everything and wait until it has ended."""
        for task in self._tasks.values():
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=timeout_s)
        self._tasks.clear()

    async def join(self, name: str, timeout_s: float) -> bool:
        """Wait until one loop has returned by itself; False when it did not in time."""
        done, _ = await asyncio.wait({self._tasks[name]}, timeout=timeout_s)
        return bool(done)


async def _keep_running(name: str, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception:
            log.exception("%s failed; it is started again in %s s", name, RESTART_DELAY_S)
            await asyncio.sleep(RESTART_DELAY_S)
        else:
            return
