import asyncio
from collections.abc import Sequence

import pytest

from domain.errors import UnavailableError
from pipeline.together import MOST, Together
from tests.support.polling import wait_until_async


class Desk:
    """Answers items of a group at once with their negative; `faults` makes every call with that item fail."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.faults: dict[int, Exception] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.together = Together(self.do_all, lambda item: item // 100)

    async def do_all(self, items: Sequence[int]) -> list[int]:
        self.calls.append(list(items))
        await self.gate.wait()
        for item in items:
            if item in self.faults:
                raise self.faults[item]
        return [-item for item in items]

    async def ask(self, *items: int) -> list[int | BaseException]:
        return await asyncio.gather(*(self.together.ask(item) for item in items), return_exceptions=True)


async def test_items_of_one_moment_are_done_at_once_by_group() -> None:
    desk = Desk()
    assert await desk.ask(1, 201, 2, 202) == [-1, -201, -2, -202]
    assert sorted(desk.calls) == [[1, 2], [201, 202]]


async def test_no_more_than_so_many_are_done_at_once() -> None:
    desk = Desk()
    assert await desk.ask(*range(MOST + 1)) == [-item for item in range(MOST + 1)]
    assert sorted(len(call) for call in desk.calls) == [1, MOST]


async def test_what_is_wrong_with_one_harms_no_other() -> None:
    desk = Desk()
    desk.faults[2] = fault = ValueError("poison")
    assert await desk.ask(1, 2, 3, 101) == [-1, fault, -3, -101]
    assert sorted(desk.calls) == [[1], [1, 2, 3], [2], [3], [101]]


async def test_a_lone_item_that_fails_is_not_done_twice() -> None:
    desk = Desk()
    desk.faults[1] = ValueError("poison")
    with pytest.raises(ValueError, match="poison"):
        await desk.together.ask(1)
    assert desk.calls == [[1]]


async def test_an_outage_is_everybodys_at_once() -> None:
    desk = Desk()
    desk.faults[2] = outage = UnavailableError()
    assert await desk.ask(1, 2, 101) == [outage, outage, -101]
    assert sorted(desk.calls) == [[1, 2], [101]]


async def test_what_is_abandoned_is_broken_off_and_keeps_nobody_waiting() -> None:
    desk = Desk()
    desk.gate.clear()
    asked = [asyncio.create_task(desk.together.ask(item)) for item in range(3 * MOST)]
    await wait_until_async(lambda: len(desk.calls) == 2)
    await desk.together.abandon()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(answer) for answer in answers} == {asyncio.CancelledError}
    assert len(desk.calls) == 2
