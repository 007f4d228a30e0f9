"""Turns at a provider: bounded at once and in a minute, and waiting is not the model's time."""

import asyncio

import pytest
from pydantic_ai.exceptions import ConcurrencyLimitExceeded
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.usage import RunUsage

from agents import turns
from agents.analyst import AgentAnalyst
from agents.circuits import Circuits
from agents.team import Brain, build_team
from agents.turns import HOSTED_CONCURRENCY, Lines, Turns
from domain.analysis import Classification, Extraction, Summary
from domain.errors import AnalysisError
from domain.values import Category, Priority
from tests.agents.conftest import WriteMessage

ANSWERS = {
    "Classification": Classification(
        is_actionable=True,
        category=Category.BUG,
        priority=Priority.HIGH,
        confidence=0.9,
        reason="It crashes.",
    ),
    "Extraction": Extraction(),
    "Summary": Summary(short="It crashes.", title="Fix the login"),
}
STEP_S = 0.02


class SlowModel:
    """Takes `STEP_S` for each answer and counts how many it gives at once."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.now = self.most = self.asked = 0
        self.is_broken = is_broken

    async def answer(self, _: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        self.asked += 1
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(STEP_S)
        self.now -= 1
        output = info.model_request_parameters.output_object
        assert output is not None
        return ModelResponse(
            parts=[TextPart("?" if self.is_broken else ANSWERS[str(output.name)].model_dump_json())]
        )


def analyst_of(
    model: SlowModel, line: Turns | None, timeout_s: float = 10, circuits: Circuits | None = None
) -> AgentAnalyst:
    brain = Brain(name="slow", model=FunctionModel(model.answer), turns=line)
    return AgentAnalyst(build_team(brain), timeout_s, circuits)


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_run_at_once_than_set(write: WriteMessage, concurrency: int) -> None:
    model = SlowModel()
    analyst = analyst_of(model, Turns("slow", concurrency))
    await asyncio.gather(*(analyst.analyse(write("fix it")) for _ in range(8)))
    assert (model.most, model.asked) == (concurrency, 24)


async def test_waiting_for_a_turn_is_not_the_model_s_time(write: WriteMessage) -> None:
    analyst = analyst_of(SlowModel(), Turns("slow", 1), timeout_s=25 * STEP_S)
    found = await asyncio.gather(*(analyst.analyse(write("fix it")) for _ in range(20)))  # 60 steps in all
    assert max(use.latency_ms for each in found for use in each.usage) < 25 * STEP_S * 1_000


async def test_those_who_wait_for_a_model_that_fails_are_sent_away_at_once(write: WriteMessage) -> None:
    model = SlowModel(is_broken=True)
    analyst = analyst_of(model, Turns("slow", 1), circuits=Circuits(failures=2))
    found = await asyncio.gather(
        *(analyst.analyse(write("fix it")) for _ in range(20)), return_exceptions=True
    )
    assert all(isinstance(each, AnalysisError) for each in found)
    assert model.asked == 2 * 3  # two runs with their retries
    assert sum("left alone" in str(each) for each in found) == 18


async def test_requests_are_spread_over_the_minute() -> None:
    loop = asyncio.get_running_loop()
    line = Turns("fast", concurrency=10, rpm=60 / STEP_S)
    began = loop.time()
    for _ in range(5):
        async with line.take(RunUsage()):
            pass
    assert loop.time() - began >= 4 * STEP_S * 0.95


async def test_the_further_requests_of_a_run_are_paid_for_by_the_next() -> None:
    loop = asyncio.get_running_loop()
    line = Turns("fast", concurrency=1, rpm=60 / STEP_S)
    async with line.take(RunUsage(requests=3)):
        began = loop.time()
    async with line.take(RunUsage()):
        assert loop.time() - began >= 3 * STEP_S * 0.95


async def test_a_run_that_is_called_off_gives_its_place_back() -> None:
    line = Turns("one", 1, rpm=1)
    async with line.take(RunUsage()):
        pass
    waiting = asyncio.create_task(_take(line))  # holds the place while it waits for the next minute
    done, _ = await asyncio.wait({waiting}, timeout=STEP_S)
    assert not done
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    unpaced = Turns("one", 1)
    first = asyncio.create_task(_hold(unpaced))
    await asyncio.wait({first}, timeout=STEP_S)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await asyncio.wait_for(_take(unpaced), 1)


async def _take(line: Turns) -> None:
    async with line.take(RunUsage()):
        pass


async def _hold(line: Turns) -> None:
    async with line.take(RunUsage()):
        await asyncio.Event().wait()


async def test_the_line_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MAX_WAITING", 1)
    line = Turns("one", 1)
    async with line.take(RunUsage()):
        waiting = asyncio.create_task(_take(line))
        await asyncio.wait({waiting}, timeout=STEP_S)
        with pytest.raises(ConcurrencyLimitExceeded):
            await _take(line)
    await waiting


def test_each_provider_has_a_line_of_its_own() -> None:
    lines = Lines()
    assert lines.at("ollama") is lines.at("ollama")
    assert lines.at("ollama") is not lines.at("openai")


@pytest.mark.parametrize(
    ("set_to", "provider", "most"),
    [(None, "ollama", 4), (None, "openai", HOSTED_CONCURRENCY), (2, "ollama", 2), (2, "openai", 2)],
)
async def test_what_is_set_holds_for_every_provider(set_to: int | None, provider: str, most: int) -> None:
    line = Lines(set_to).at(provider)
    holding = [asyncio.create_task(_hold(line)) for _ in range(most)]
    await asyncio.wait(set(holding), timeout=STEP_S)
    late = asyncio.create_task(_take(line))
    done, _ = await asyncio.wait({late}, timeout=STEP_S)
    assert not done
    holding[0].cancel()
    await asyncio.wait_for(late, 1)
    for each in holding:
        each.cancel()
    await asyncio.gather(*holding, return_exceptions=True)
