"""Trials in a worker: one at once for each workspace, and bounded."""

import asyncio
from collections.abc import Sequence

import pytest

from actors.trials import Trials
from domain.errors import ConfigurationError, OverloadedError, UnavailableError
from domain.models import Trial

TRIAL = Trial(text="x", latency_ms=1.0)


class Gate:
    """A trial that lasts until it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.entered = asyncio.Event()

    async def run(self, model: str) -> Sequence[Trial]:
        if model == "wrong":
            raise ConfigurationError
        self.entered.set()
        await self.opened.wait()
        return [TRIAL]


async def test_a_workspace_has_one_trial_at_once_and_others_theirs() -> None:
    gate = Gate()
    trials = Trials(gate.run)
    first = asyncio.create_task(trials.try_model(1, "embedded"))
    await gate.entered.wait()
    with pytest.raises(OverloadedError):
        await trials.try_model(1, "embedded")
    other = asyncio.create_task(trials.try_model(2, "embedded"))
    gate.opened.set()
    assert [await first, await other] == [[TRIAL], [TRIAL]]
    assert await trials.try_model(1, "embedded") == [TRIAL]


async def test_a_trial_ends_in_time_and_makes_room() -> None:
    gate = Gate()
    trials = Trials(gate.run, timeout_s=0.01)
    with pytest.raises(UnavailableError, match="did not read the samples") as refused:
        await asyncio.wait_for(trials.try_model(1, "slow:one"), 10)
    assert "manta models test" in refused.value.remedy
    gate.opened.set()
    assert await trials.try_model(1, "embedded") == [TRIAL]


async def test_a_wrong_model_makes_room() -> None:
    gate = Gate()
    gate.opened.set()
    trials = Trials(gate.run)
    with pytest.raises(ConfigurationError):
        await trials.try_model(1, "wrong")
    assert await trials.try_model(1, "embedded") == [TRIAL]
