import asyncio
import threading
from collections.abc import Iterator, Sequence

import pytest

from agents.embedded.batcher import MicroBatcher
from domain.errors import AnalysisError


class Doubler:
    """Doubles numbers in a thread; holds its first batch until told to go on, fails at 13."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.threads: set[int] = set()
        self.started = threading.Event()
        self.may_go_on = threading.Event()

    def run(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        self.threads.add(threading.get_ident())
        self.started.set()
        assert self.may_go_on.wait(timeout=10)
        if 13 in items:
            raise ValueError("13")
        return [2 * item for item in items]


@pytest.fixture
def doubler() -> Iterator[Doubler]:
    doubler = Doubler()
    yield doubler
    doubler.may_go_on.set()


async def wait_for_first_batch(doubler: Doubler) -> None:
    assert await asyncio.to_thread(doubler.started.wait, 10)


async def test_calls_of_one_turn_share_a_batch_outside_the_event_loop(doubler: Doubler) -> None:
    doubler.may_go_on.set()
    batcher = MicroBatcher(doubler.run)
    assert await asyncio.gather(*(batcher.submit(item) for item in range(5))) == [0, 2, 4, 6, 8]
    assert doubler.batches == [[0, 1, 2, 3, 4]]
    assert threading.get_ident() not in doubler.threads
    batcher.close()


async def test_calls_that_arrive_while_it_is_busy_form_the_next_batches(doubler: Doubler) -> None:
    batcher = MicroBatcher(doubler.run, max_batch=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(batcher.submit(0))
        await wait_for_first_batch(doubler)
        for item in (1, 2, 3):
            waiting = group.create_task(batcher.submit(item))
        await asyncio.wait([waiting], timeout=0)
        doubler.may_go_on.set()
    assert doubler.batches == [[0], [1, 2], [3]]
    batcher.close()


async def test_one_failing_item_does_not_fail_the_others(doubler: Doubler) -> None:
    doubler.may_go_on.set()
    batcher = MicroBatcher(doubler.run)
    answers = await asyncio.gather(*(batcher.submit(item) for item in (1, 13, 2)), return_exceptions=True)
    assert [answers[0], answers[2]] == [2, 4]
    assert isinstance(answers[1], ValueError)
    batcher.close()


async def test_a_cancelled_call_leaves_the_batch_and_the_rest_goes_on(doubler: Doubler) -> None:
    batcher = MicroBatcher(doubler.run)
    running = asyncio.create_task(batcher.submit(0))
    await wait_for_first_batch(doubler)
    waiting = [asyncio.create_task(batcher.submit(item)) for item in (1, 2)]
    await asyncio.wait(waiting, timeout=0)
    running.cancel()
    waiting[0].cancel()
    await asyncio.gather(running, waiting[0], return_exceptions=True)
    doubler.may_go_on.set()
    assert await waiting[1] == 4
    assert doubler.batches == [[0], [2]]
    assert running.cancelled()
    batcher.close()


async def test_more_calls_than_may_wait_are_refused(doubler: Doubler) -> None:
    batcher = MicroBatcher(doubler.run, max_waiting=2)
    running = asyncio.create_task(batcher.submit(0))
    await wait_for_first_batch(doubler)
    waiting = [asyncio.create_task(batcher.submit(item)) for item in (1, 2)]
    await asyncio.wait(waiting, timeout=0)
    with pytest.raises(AnalysisError, match="wait"):
        await batcher.submit(3)
    doubler.may_go_on.set()
    assert await asyncio.gather(running, *waiting) == [0, 2, 4]
    batcher.close()
