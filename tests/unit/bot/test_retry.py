import asyncio

import pytest

from bot.retry import Backoff, TransientError

FOR_EVER = Backoff(initial_s=3600.0, max_s=3600.0)


class Flaky:
    """Fails as often as told, then answers; says when it failed first."""

    def __init__(self, *errors: Exception) -> None:
        self.calls = 0
        self.failed = asyncio.Event()
        self._errors = list(errors)

    async def __call__(self) -> str:
        self.calls += 1
        if self._errors:
            self.failed.set()
            raise self._errors.pop(0)
        return "done"


async def test_transient_errors_are_repeated_without_end() -> None:
    flaky = Flaky(*(TransientError("busy") for _ in range(50)))
    assert await Backoff(initial_s=0.0, max_s=0.0, jitter_s=0.0).caller()(flaky) == "done"
    assert flaky.calls == 51


async def test_a_wait_the_other_side_names_replaces_the_pause() -> None:
    flaky = Flaky(TransientError("busy", wait_s=0.001))
    async with asyncio.timeout(1):
        assert await FOR_EVER.caller()(flaky) == "done"


async def test_other_errors_pass_at_once() -> None:
    flaky = Flaky(ValueError("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        await FOR_EVER.caller()(flaky)
    assert flaky.calls == 1


async def test_a_pause_can_be_cancelled() -> None:
    flaky = Flaky(TransientError("busy"))

    async def persist() -> str:
        return await FOR_EVER.caller()(flaky)

    task = asyncio.create_task(persist())
    await flaky.failed.wait()
    task.cancel()
    async with asyncio.timeout(1):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert flaky.calls == 1
