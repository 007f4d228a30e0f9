import asyncio

import pytest

from api.eager import start


class Work:
    """A coroutine that waits for a gate, if there is one, and tells how far it came."""

    def __init__(self, *gates: asyncio.Event) -> None:
        self.gates = gates
        self.came = 0

    async def run(self) -> None:
        for gate in self.gates:
            await gate.wait()
            self.came += 1
        self.came += 1


def _open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


async def test_what_need_not_wait_is_done_at_once() -> None:
    work = Work(_open_gate(), _open_gate())
    assert start(work.run()) is None
    assert work.came == 3


async def test_what_has_to_wait_goes_on_where_it_stood() -> None:
    first, second = asyncio.Event(), asyncio.Event()
    work = Work(_open_gate(), first, second)
    rest = start(work.run())
    assert rest is not None
    assert work.came == 1
    first.set()
    asyncio.get_running_loop().call_soon(second.set)
    await rest
    assert work.came == 4


async def test_a_time_out_reaches_the_coroutine() -> None:
    ended: list[str] = []

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    rest = start(wait())
    assert rest is not None
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await rest
    assert ended == ["cancelled"]


async def test_what_bears_a_cancellation_goes_on() -> None:
    gate = asyncio.Event()

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await gate.wait()

    async def finish() -> None:
        rest = start(wait())
        assert rest is not None
        await rest

    task = asyncio.create_task(finish())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    gate.set()
    await task


async def test_an_error_before_the_first_wait_is_raised_at_once() -> None:
    async def fail() -> None:
        await _open_gate().wait()
        raise ValueError("boom")

    with pytest.raises(ValueError, match="boom"):
        start(fail())


async def test_an_error_after_it_is_raised_by_the_rest() -> None:
    gate = asyncio.Event()

    async def fail() -> None:
        await gate.wait()
        raise ValueError("boom")

    rest = start(fail())
    assert rest is not None
    gate.set()
    with pytest.raises(ValueError, match="boom"):
        await rest
