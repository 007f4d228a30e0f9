import asyncio
from collections.abc import Callable, Sequence

import pytest

from domain.errors import ConflictError, MantaError, OverloadedError
from pipeline.batcher import Batcher
from tests.support.polling import wait_until_async

Answer = str | MantaError


class Desk:
    """Processes batches one step behind a gate, and remembers them."""

    def __init__(self, *, is_open: bool = True, answer: Callable[[int], Answer] = str) -> None:
        self.batches: list[list[int]] = []
        self.most_at_once = 0
        self.gate = asyncio.Event()
        self._under_way = 0
        self._answer = answer
        if is_open:
            self.gate.set()

    async def __call__(self, items: Sequence[int]) -> list[Answer]:
        self.batches.append(list(items))
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        await self.gate.wait()
        self._under_way -= 1
        return [self._answer(item) for item in items]

    async def wait_taken(self, batches: int) -> None:
        await wait_until_async(lambda: len(self.batches) == batches)


async def submit_all(batcher: Batcher[int, str], items: Sequence[int]) -> list[str | BaseException]:
    return await asyncio.gather(*map(batcher.submit, items), return_exceptions=True)


def submit(batcher: Batcher[int, str], item: int) -> asyncio.Task[str]:
    return asyncio.create_task(batcher.submit(item))


async def test_a_lone_item_goes_without_a_timer() -> None:
    desk = Desk()
    lone = submit(Batcher(desk), 1)
    for _ in range(5):  # turns of the loop, in which no time needs to pass
        await asyncio.sleep(0)
    assert lone.done()
    assert desk.batches == [[1]]


async def test_items_of_the_same_moment_share_a_batch_and_each_gets_its_answer() -> None:
    desk = Desk()
    assert await submit_all(Batcher(desk), range(10)) == [str(item) for item in range(10)]
    assert desk.batches == [list(range(10))]


async def test_what_arrives_while_the_slots_are_busy_goes_together() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk, slots=1)
    first = submit(batcher, 0)
    await desk.wait_taken(1)
    later = [submit(batcher, item) for item in (1, 2, 3)]
    await asyncio.sleep(0)
    desk.gate.set()
    assert await asyncio.gather(first, *later) == ["0", "1", "2", "3"]
    assert desk.batches == [[0], [1, 2, 3]]


async def test_only_a_full_batch_goes_beside_another() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk, max_batch=2)
    answers = [submit(batcher, 0)]
    await desk.wait_taken(1)
    answers.append(submit(batcher, 1))
    for _ in range(5):
        await asyncio.sleep(0)
    assert desk.batches == [[0]]
    answers.append(submit(batcher, 2))
    await desk.wait_taken(2)
    desk.gate.set()
    assert await asyncio.gather(*answers) == ["0", "1", "2"]
    assert desk.batches == [[0], [1, 2]]


async def test_a_batch_has_at_most_its_size_and_the_order_holds() -> None:
    desk = Desk()
    await submit_all(Batcher(desk, max_batch=4), range(10))
    assert [len(batch) for batch in desk.batches] == [4, 4, 2]
    assert [item for batch in desk.batches for item in batch] == list(range(10))


async def test_no_more_batches_are_under_way_than_there_are_slots() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk, max_batch=1, slots=3)
    waiting = asyncio.create_task(submit_all(batcher, range(9)))
    await desk.wait_taken(3)
    desk.gate.set()
    assert len(await waiting) == 9
    assert desk.most_at_once == 3


async def test_an_item_s_error_is_its_own() -> None:
    desk = Desk(answer=lambda item: ConflictError(f"not {item}") if item == 1 else str(item))
    answers = await submit_all(Batcher(desk), range(3))
    assert answers[::2] == ["0", "2"]
    assert isinstance(answers[1], ConflictError)
    assert answers[1].detail == "not 1"


async def test_a_batch_that_fails_takes_no_other_with_it() -> None:
    async def refuse_odd(items: Sequence[int]) -> list[Answer]:
        if items[0] % 2:
            raise OSError(f"disk {items[0]}")
        return [str(item) for item in items]

    answers = await submit_all(Batcher(refuse_odd, max_batch=1), range(4))
    assert [str(answer) for answer in answers] == ["0", "disk 1", "2", "disk 3"]
    assert isinstance(answers[1], OSError)


async def test_items_beyond_the_bound_are_refused_and_the_waiting_ones_served() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk, slots=1, max_waiting=2)
    first = submit(batcher, 0)
    await desk.wait_taken(1)
    waiting = [submit(batcher, item) for item in (1, 2)]
    await asyncio.sleep(0)
    with pytest.raises(OverloadedError):
        await batcher.submit(3)
    desk.gate.set()
    assert await asyncio.gather(first, *waiting) == ["0", "1", "2"]
    assert await batcher.submit(4) == "4"


async def test_a_caller_that_leaves_disturbs_nobody() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk)
    leaving, staying = submit(batcher, 1), submit(batcher, 2)
    await desk.wait_taken(1)
    leaving.cancel()
    desk.gate.set()
    assert await staying == "2"
    assert desk.batches == [[1, 2]]
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_a_failing_batch_survives_a_caller_that_left() -> None:
    desk = Desk(is_open=False, answer=lambda _: ConflictError())
    batcher = Batcher[int, str](desk)
    leaving, staying = submit(batcher, 1), submit(batcher, 2)
    await desk.wait_taken(1)
    leaving.cancel()
    desk.gate.set()
    with pytest.raises(ConflictError):
        await staying


async def test_draining_waits_for_every_answer() -> None:
    desk = Desk(is_open=False)
    batcher = Batcher[int, str](desk, max_batch=1, slots=1)
    waiting = [submit(batcher, item) for item in range(3)]
    await desk.wait_taken(1)
    draining = asyncio.create_task(batcher.drain())
    await asyncio.sleep(0)
    assert not draining.done()
    desk.gate.set()
    await draining
    assert [task.result() for task in waiting] == ["0", "1", "2"]


async def test_draining_nothing_returns_at_once() -> None:
    await Batcher[int, str](Desk()).drain()


@pytest.mark.parametrize("answers", [[], ["one"], ["one", "two", "three"]])
async def test_a_wrong_number_of_answers_leaves_nobody_waiting(answers: list[Answer]) -> None:
    async def miscount(items: Sequence[int]) -> list[Answer]:
        return answers if items == [1, 2] else [str(item) for item in items]

    batcher = Batcher[int, str](miscount)
    async with asyncio.timeout(5):
        outcomes = await submit_all(batcher, [1, 2])
        assert await batcher.submit(3) == "3"
    assert {type(outcome) for outcome in outcomes} == {RuntimeError}
