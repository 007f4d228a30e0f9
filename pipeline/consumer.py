"""Working through a queue that is a table: hints make it quick, polling makes it sure."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Generic, TypeVar

import stamina

from domain.errors import UnavailableError

log = logging.getLogger(__name__)

ItemT = TypeVar("ItemT")


def outlast(timeout_s: float) -> stamina.BoundAsyncRetryingCaller:
    """Return a caller that tries again while the database is away, for so many seconds.

    For what has been done already: not written down, it would be done once more.
    """
    patience = stamina.AsyncRetryingCaller(attempts=None, timeout=timeout_s, wait_initial=0.1, wait_max=1.0)
    return patience.on(UnavailableError)


class Consumer(Generic[ItemT]):
    """Claims items whenever there is room for them and lets each be handled by itself, side by side.

    It keeps nothing that could be lost: an item whose handling fails is the queue's again when its claim has
    run out.

    Args:
        name: Who consumes; begins the names of the tasks.
        claim: Returns at most so many items, none if there are none.
        handle: Works on an item until it is through.
        room: Most items in hand at once; or what tells how many that are now.
        poll_s: Pause between two looks at an empty queue, in seconds.
    """

    def __init__(
        self,
        name: str,
        claim: Callable[[int], Awaitable[Sequence[ItemT]]],
        handle: Callable[[ItemT], Coroutine[object, object, None]],
        *,
        room: int | Callable[[], int],
        poll_s: float,
    ) -> None:
        self._name = name
        self._claim = claim
        self._handle = handle
        self._room = room if callable(room) else lambda: room
        self._poll_s = poll_s
        self._hint = asyncio.Event()
        self._active: set[asyncio.Task[None]] = set()
        self._stopping = False

    def hint(self, _payload: str = "") -> None:
        """Look at the queue now instead of at the next poll."""
        self._hint.set()

    def stop(self) -> None:
        """Take nothing new and let `run` return."""
        self._stopping = True
        self._hint.set()

    async def run(self) -> None:
        """Consume until `stop`; what is in hand then goes on."""
        while not self._stopping:
            await self._step()

    async def run_to_end(self) -> None:
        """Consume until `stop`, then wait until what is in hand is through; when cancelled, abandon it."""
        try:
            await self.run()
            await self.finish()
        finally:
            await self.abandon()

    async def finish(self, timeout_s: float | None = None) -> None:
        """Wait until what is in hand is through, or the time is over."""
        if self._active:
            await asyncio.wait(self._active, timeout=timeout_s)

    async def abandon(self) -> None:
        """End what is in hand where it stands; the queue has it again when the claims have run out."""
        active = list(self._active)
        for task in active:
            task.cancel()
        await asyncio.gather(*active, return_exceptions=True)

    async def _step(self) -> None:
        self._hint.clear()
        items = await self._take()
        for item in items:
            task = asyncio.create_task(self._handle(item), name=f"{self._name}-work")
            self._active.add(task)
            task.add_done_callback(self._on_done)
        if not items:
            await self._wait()

    async def _take(self) -> Sequence[ItemT]:
        free = self._room() - len(self._active)
        if free <= 0:
            return []
        try:
            return await self._claim(free)
        except UnavailableError as error:
            log.warning("%s can't look at its queue and tries again: %s", self._name, error.detail)
            return []

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._poll_s):
                await self._hint.wait()
        except TimeoutError:
            return

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._active.discard(task)
        self._hint.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed at an item; its claim will run out", self._name, exc_info=error)
