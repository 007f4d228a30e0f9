import asyncio

import pytest

from actors.background import Background
from tests.support.polling import wait_until_async


class Loop:
    """Background work that fails as often as told, and then waits until its gate opens."""

    def __init__(self, failures: int = 0, *, is_stubborn: bool = False) -> None:
        self.runs = 0
        self.gate = asyncio.Event()
        self.was_cancelled = False
        self._failures = failures
        self._is_stubborn = is_stubborn

    async def __call__(self) -> None:
        self.runs += 1
        if self.runs <= self._failures:
            raise RuntimeError(f"failure {self.runs}")
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.was_cancelled = True
            if self._is_stubborn:
                await self.gate.wait()
            raise


async def test_work_that_fails_is_logged_and_run_again(caplog: pytest.LogCaptureFixture) -> None:
    background, loop = Background(restart_delay_s=0), Loop(failures=2)
    background.start("loop", loop)
    await wait_until_async(lambda: loop.runs == 3)
    await background.stop()
    assert [record.exc_text for record in caplog.records if "loop failed" in record.message]
    assert "failure 2" in caplog.text


async def test_work_that_fails_waits_before_it_runs_again() -> None:
    background, loop = Background(restart_delay_s=3600), Loop(failures=1)
    background.start("loop", loop)
    await asyncio.sleep(0.01)
    assert loop.runs == 1
    await background.stop()


async def test_work_that_returns_is_done() -> None:
    background, loop = Background(restart_delay_s=0), Loop()
    background.start("loop", loop)
    loop.gate.set()
    assert await background.join("loop", timeout_s=5)
    assert loop.runs == 1


async def test_joining_ends_in_time() -> None:
    background, loop = Background(), Loop()
    background.start("loop", loop)
    assert not await background.join("loop", timeout_s=0.01)
    await background.stop()


async def test_stopping_cancels_and_awaits_everything() -> None:
    background, loops = Background(), [Loop(), Loop()]
    for number, loop in enumerate(loops):
        background.start(f"loop-{number}", loop)
    await wait_until_async(lambda: all(loop.runs for loop in loops))
    await background.stop()
    assert all(loop.was_cancelled for loop in loops)
    await background.stop()  # again is fine


async def test_work_that_is_begun_anew_replaces_what_ran_before() -> None:
    background, old, new = Background(), Loop(), Loop()
    background.start("loop", old)
    await wait_until_async(lambda: old.runs == 1)
    background.start("loop", new)
    await wait_until_async(lambda: old.was_cancelled and new.runs == 1)
    await background.stop()
    assert new.was_cancelled


async def test_stopping_names_what_does_not_end(caplog: pytest.LogCaptureFixture) -> None:
    background, loop = Background(), Loop(is_stubborn=True)
    background.start("stubborn", loop)
    await wait_until_async(lambda: loop.runs == 1)
    await background.stop(timeout_s=0.01)
    assert "stubborn did not end within 0.01 s" in caplog.text
    loop.gate.set()
    await asyncio.sleep(0)
