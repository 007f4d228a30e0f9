"""Doing what is due: a look at the clock and at the rows, again and again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import UnavailableError
from domain.ports import Clock

log = logging.getLogger(__name__)

Duty = Callable[[datetime], Awaitable[int]]
"""Does what is due at a moment and returns how much that was. Doing it twice at once does it once."""


@dataclass
class Ticker:
    """Calls one duty every second or so. It keeps no times itself: what is due is found in rows each time.

    Args:
        name: Whose duty it is.
        duty: What is done.
        clock: The time.
        poll_s: Pause after a look that found nothing, in seconds.
    """

    name: str
    duty: Duty
    clock: Clock
    poll_s: float = 1.0
    done: int = field(default=0, init=False)
    _stop: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def stop(self) -> None:
        """Let `run` return after the look in hand."""
        self._stop.set()

    async def run(self) -> None:
        """Look until `stop`."""
        while not self._stop.is_set():
            if not await self.tick():
                await self._wait()

    async def tick(self) -> int:
        """Look once and return how much was done; an outage is told, and waited out by looking again."""
        try:
            done = await self.duty(self.clock.now())
        except UnavailableError as error:
            log.warning("%s can't look at what is due and tries again: %s", self.name, error.detail)
            return 0
        self.done += done
        return done

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self.poll_s):
                await self._stop.wait()
        except TimeoutError:
            return
