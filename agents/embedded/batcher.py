"""Micro-batches: calls that arrive while the engine is busy share its next run."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from domain.errors import AnalysisError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class _Call(Generic[Item, Result]):
    item: Item
    answer: asyncio.Future[Result]


class MicroBatcher(Generic[Item, Result]):
    """Runs a blocking batch function in one thread of its own and shares its runs among concurrent calls.

    It belongs to one event loop and starts no background task: the first call starts a run, whatever arrives
    meanwhile forms the next one. So a lone call never waits, and under load batches grow by themselves.
    A call that is cancelled while it waits leaves the batch; one that fails fails alone. Its thread ends with
    the process or on `close`.

    Args:
        run: Takes the items of a batch and returns one result for each, in order. It runs in the thread and
            may block.
        max_batch: Most items in one run.
        max_waiting: Most calls that may wait; one more is refused, so memory stays bounded.
    """

    def __init__(
        self,
        run: Callable[[Sequence[Item]], Sequence[Result]],
        *,
        max_batch: int = 32,
        max_waiting: int = 1024,
    ) -> None:
        self._run = run
        self._max_batch = max_batch
        self._max_waiting = max_waiting
        self._waiting: list[_Call[Item, Result]] = []
        self._is_busy = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedded-engine")

    async def submit(self, item: Item) -> Result:
        """Return the batch function's result for `item`.

        Raises:
            AnalysisError: Too many calls wait already.
            Exception: Whatever the batch function raises for this item.
        """
        if len(self._waiting) >= self._max_waiting:
            raise AnalysisError(f"{self._max_waiting} messages wait for the embedded engine already.")
        loop = asyncio.get_running_loop()
        call = _Call[Item, Result](item, loop.create_future())
        self._waiting.append(call)
        if not self._is_busy:
            self._is_busy = True
            loop.call_soon(self._start)  # calls of this same turn of the loop still join
        return await call.answer

    def close(self) -> None:
        """Let the running batch end and stop the thread; later calls fail."""
        self._thread.shutdown(wait=False)

    def _start(self) -> None:
        wanted = [call for call in self._waiting if not call.answer.done()]
        batch, self._waiting = wanted[: self._max_batch], wanted[self._max_batch :]
        self._is_busy = bool(batch)
        if batch:
            job = partial(self._run_apart, [call.item for call in batch])
            running = asyncio.get_running_loop().run_in_executor(self._thread, job)
            running.add_done_callback(partial(self._deliver, batch))

    def _run_apart(self, items: Sequence[Item]) -> list[Result | Exception]:
        """Run the batch; when it fails, run each item alone, so that only the culprit fails."""
        try:
            return list(self._run(items))
        except Exception as error:  # noqa: BLE001 - it is handed to the caller, whatever it is
            if len(items) == 1:
                return [error]
            return [answer for item in items for answer in self._run_apart([item])]

    def _deliver(
        self, batch: list[_Call[Item, Result]], done: asyncio.Future[list[Result | Exception]]
    ) -> None:
        for call, answer in zip(batch, done.result(), strict=True):
            if call.answer.done():
                continue  # its caller was cancelled meanwhile
            if isinstance(answer, Exception):
                call.answer.set_exception(answer)
            else:
                call.answer.set_result(answer)
        self._start()
