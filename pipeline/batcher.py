"""Turning requests of the same moment into batches, without ever waiting for a batch to fill."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from domain.errors import OverloadedError

ItemT = TypeVar("ItemT")
AnswerT = TypeVar("AnswerT")


class Batcher(Generic[ItemT, AnswerT]):
    """Hands concurrent items to `process` in batches: one after the other, several at once if they are full.

    No timer delays a lone item; under load the items that arrive while a batch is under way go together. Two
    half batches at once would cost as much as two whole ones, and wait for the same rows.

    Args:
        process: Answers a batch in order; an item may be answered with an error of its own.
        max_batch: Most items in one batch.
        slots: Most batches under way at once.
        max_waiting: Most items that may wait; beyond, items are refused.
    """

    def __init__(
        self,
        process: Callable[[Sequence[ItemT]], Awaitable[Sequence[AnswerT | Exception]]],
        *,
        max_batch: int = 100,
        slots: int = 2,
        max_waiting: int = 5_000,
    ) -> None:
        self._process = process
        self._max_batch = max_batch
        self._slots = slots
        self._free = slots
        self._max_waiting = max_waiting
        self._waiting: deque[tuple[ItemT, asyncio.Future[AnswerT]]] = deque()
        self._running: set[asyncio.Task[None]] = set()

    async def submit(self, item: ItemT) -> AnswerT:
        """Return the item's answer once its batch is through.

        Raises:
            OverloadedError: Too many items wait already.
            Exception: The item's own error, or the batch's.
        """
        if len(self._waiting) >= self._max_waiting:
            raise OverloadedError
        answer: asyncio.Future[AnswerT] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        self._start()
        return await answer

    async def drain(self) -> None:
        """Wait until everything submitted has its answer."""
        while self._running:
            await asyncio.wait(self._running)

    async def abandon(self) -> None:
        """Break off the batches under way; whoever still waits for an answer is cancelled."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        while self._waiting:
            self._waiting.popleft()[1].cancel()

    def _start(self) -> None:
        is_full = len(self._waiting) >= self._max_batch
        if self._free == self._slots or (self._free and is_full):
            self._free -= 1
            # Starting in a task of its own lets requests that are being read right now join the batch.
            task = asyncio.create_task(self._run())
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _run(self) -> None:
        try:
            while batch := self._take():
                await self._answer(batch)
        finally:
            self._free += 1

    def _take(self) -> list[tuple[ItemT, asyncio.Future[AnswerT]]]:
        size = min(len(self._waiting), self._max_batch)
        return [self._waiting.popleft() for _ in range(size)]

    async def _answer(self, batch: Sequence[tuple[ItemT, asyncio.Future[AnswerT]]]) -> None:
        try:
            answers = await self._process([item for item, _ in batch])
            if len(answers) != len(batch):
                raise RuntimeError(f"{len(batch)} items got {len(answers)} answers.")  # noqa: TRY301
        except asyncio.CancelledError:
            for _, future in batch:
                future.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - every waiting caller gets it, so it is not swallowed
            _settle_all(batch, error)
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            _settle(future, answer)


def _settle_all(batch: Sequence[tuple[object, asyncio.Future[AnswerT]]], error: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)


def _settle(future: asyncio.Future[AnswerT], answer: AnswerT | Exception) -> None:
    if future.done():  # the caller has gone; the work is done all the same
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
