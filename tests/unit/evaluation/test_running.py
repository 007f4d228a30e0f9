import asyncio

import pytest

from domain.errors import AnalysisError
from evaluation.messages import LabelledMessage, Sample
from evaluation.running import Run, Runner
from tests.fakes.analyst import FakeAnalyst
from tests.support.polling import wait_until_async


def make_samples(*texts: str) -> list[Sample]:
    return [
        Sample(
            index,
            f"f:{index}",
            LabelledMessage.model_validate(
                {"text": text, "lang": "en", "sent_at": "2026-11-25T10:00:00+02:00"}
            ),
        )
        for index, text in enumerate(texts)
    ]


class Ticks:
    """A clock that goes a second forward each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


async def test_every_message_is_asked_about_once_and_timed() -> None:
    analyst, run, told = FakeAnalyst(), Run("fake"), list[None]()
    runner = Runner(concurrency=1, on_outcome=lambda: told.append(None), clock=Ticks())
    await runner.run(analyst, make_samples("a", "b", "c"), run)
    assert analyst.seen == ["a", "b", "c"]
    assert [outcome.elapsed_s for outcome in run.outcomes] == [1.0, 1.0, 1.0]
    assert run.wall_s == 7.0  # read twice for each message and once at either end
    assert len(told) == 3


async def test_no_more_than_allowed_are_asked_about_at_once() -> None:
    analyst, run = FakeAnalyst(), Run("fake")
    gate = analyst.hold("a", "b", "c", "d")
    runner = Runner(concurrency=2, on_outcome=lambda: None)
    task = asyncio.create_task(runner.run(analyst, make_samples("a", "b", "c", "d"), run))
    await wait_until_async(lambda: len(analyst.seen) >= 2)
    for _ in range(10):  # turns of the loop in which a third could be asked about
        await asyncio.sleep(0)
    assert analyst.seen == ["a", "b"]
    gate.set()
    await task
    assert len(run.outcomes) == 4


async def test_a_model_s_failure_is_an_outcome_and_the_rest_goes_on() -> None:
    analyst, run = FakeAnalyst(), Run("fake")
    analyst.faults["a"] = [AnalysisError("No answer.")]
    await Runner(concurrency=2, on_outcome=lambda: None).run(analyst, make_samples("a", "b"), run)
    found = {outcome.sample.message.text: (outcome.findings, outcome.failure) for outcome in run.outcomes}
    assert found == {"a": (None, "No answer."), "b": (analyst.findings, "")}


async def test_a_fault_of_the_code_is_not_taken_for_a_wrong_answer() -> None:
    analyst = FakeAnalyst()
    analyst.faults["a"] = [ZeroDivisionError()]
    with pytest.RaisesGroup(ZeroDivisionError):
        await Runner(concurrency=1, on_outcome=lambda: None).run(analyst, make_samples("a"), Run("fake"))


async def test_what_came_in_before_a_cancellation_is_kept() -> None:
    analyst, run = FakeAnalyst(), Run("fake")
    analyst.hold("b")
    runner = Runner(concurrency=1, on_outcome=lambda: None)
    task = asyncio.create_task(runner.run(analyst, make_samples("a", "b"), run))
    await wait_until_async(lambda: "b" in analyst.seen)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [outcome.sample.message.text for outcome in run.outcomes] == ["a"]
    assert run.wall_s > 0
