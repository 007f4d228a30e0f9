"""Owned background work: logged when it fails, restarted, and awaited when its owner stops."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

RESTART_DELAY_S = 1.0


class Background:
    """The background loops of one actor or replica.

    Args:
        restart_delay_s: How long after its failure a loop is started again.
    """

    def __init__(self, restart_delay_s: float = RESTART_DELAY_S) -> None:
        self._restart_delay_s = restart_delay_s
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._replaced: set[asyncio.Task[None]] = set()

    def start(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` until it returns or `stop` is called; when it fails, log it and run it again.

        A loop of the same name is cancelled: its owner has begun anew.
        """
        if (replaced := self._tasks.get(name)) is not None:
            replaced.cancel()
            self._replaced.add(replaced)
            replaced.add_done_callback(self._replaced.discard)
        self._tasks[name] = asyncio.create_task(self._keep_running(name, work), name=name)

    async def stop(self, timeout_s: float = 5.0) -> None:
        """Cancel everything and wait until it has ended."""
        ending = {*self._tasks.values(), *self._replaced}
        self._tasks.clear()
        for task in ending:
            task.cancel()
        if not ending:
            return
        _, pending = await asyncio.wait(ending, timeout=timeout_s)
        for task in pending:
            log.error("%s did not end within %s s", task.get_name(), timeout_s)

    async def join(self, name: str, timeout_s: float) -> bool:
        """Wait until one loop has returned by itself; False when it did not in time."""
        done, _ = await asyncio.wait({self._tasks[name]}, timeout=timeout_s)
        return bool(done)

    async def _keep_running(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except Exception:
                log.exception("%s failed; it is started again in %s s", name, self._restart_delay_s)
                await asyncio.sleep(self._restart_delay_s)
            else:
                return
