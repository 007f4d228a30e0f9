"""Every kind of trouble with a model, over a real wire: bounded, and answered by the embedded engine."""

import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from pydantic_ai import models

from agents import hosted, ollama
from agents.choice import ModelChoice
from agents.providers import build_analyst
from agents.wire import MAX_ANSWER_BYTES, AnswerTooLargeError, bounded_client
from domain.errors import AnalysisError, ConfigurationError
from domain.ports import Analyst
from tests.agents.conftest import WriteMessage
from tests.fakes.llm import MODEL, FakeLlm, Mode
from tests.fakes.serving import served

TEXT = "Please fix the login"
TIMEOUT_S = 1.5
CHUNK = b" " * 65_536
TROUBLE = [mode for mode in Mode if mode is not Mode.OK]


@pytest.fixture
def llm(monkeypatch: pytest.MonkeyPatch) -> FakeLlm:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", True)  # they reach no further than this machine
    return FakeLlm()


@pytest.fixture(autouse=True)
async def closed_clients(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Close what a worker would keep open for its life."""
    clients: list[httpx2.AsyncClient] = []

    def make() -> httpx2.AsyncClient:
        clients.append(bounded_client())
        return clients[-1]

    for module in (hosted, ollama):
        monkeypatch.setattr(module, "bounded_client", make)
    yield
    for client in clients:
        await client.aclose()


@pytest.fixture
async def address(llm: FakeLlm) -> AsyncIterator[str]:
    async with served(llm.app) as url:
        yield url


async def analyst_at(
    address: str,
    *,
    timeout_s: float = 60.0,
    retries: int = 0,
    fallback: bool = True,
    failures: int = 100,
    reset_s: float = 30.0,
) -> Analyst:
    choice = ModelChoice(
        model=f"ollama:{MODEL}",
        ollama_base_url=address,
        timeout_s=timeout_s,
        retries=retries,
        fallback=fallback,
        breaker_failures=failures,
        breaker_reset_s=reset_s,
    )
    return await build_analyst(choice)


async def test_a_model_that_answers_needs_nobody_to_stand_in(address: str, write: WriteMessage) -> None:
    findings = await (await analyst_at(address)).analyse(write(TEXT))
    assert (findings.model, findings.fallback) == (f"ollama:{MODEL}", None)
    assert findings.summary.title == "Do what is asked for"


@pytest.mark.parametrize("mode", TROUBLE)
async def test_whatever_the_model_does_the_embedded_engine_answers_in_time(
    llm: FakeLlm, address: str, write: WriteMessage, mode: Mode
) -> None:
    analyst = await analyst_at(address, timeout_s=TIMEOUT_S)
    llm.mode = mode
    began = time.monotonic()
    findings = await analyst.analyse(write(TEXT))
    assert findings.model == "embedded"
    assert findings.fallback is not None
    assert findings.fallback.startswith(f"ollama:{MODEL} failed at classification")
    assert TEXT not in findings.fallback
    assert findings.classification.is_actionable
    assert (
        time.monotonic() - began < TIMEOUT_S + 8
    )  # the engine's first answer takes seconds where it is busy


@pytest.mark.parametrize("mode", TROUBLE)
async def test_where_nobody_stands_in_it_is_an_analysis_error(
    llm: FakeLlm, address: str, write: WriteMessage, mode: Mode
) -> None:
    analyst = await analyst_at(address, timeout_s=TIMEOUT_S, fallback=False)
    llm.mode = mode
    with pytest.raises(AnalysisError, match=MODEL):
        await analyst.analyse(write(TEXT))


class Flood(httpx2.AsyncByteStream):
    """An endless body that counts what is taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.taken += len(CHUNK)
            yield CHUNK


async def test_no_more_of_an_endless_answer_is_read_than_an_honest_one_has() -> None:
    flood = Flood()
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, stream=flood))
    async with bounded_client(transport) as client:
        with pytest.raises(AnswerTooLargeError):
            await client.get("http://model.example/")
    assert MAX_ANSWER_BYTES < flood.taken <= MAX_ANSWER_BYTES + len(CHUNK)


@pytest.mark.parametrize("retries", [0, 2])
async def test_what_failed_in_passing_is_tried_again_as_often_as_set(
    llm: FakeLlm, address: str, write: WriteMessage, retries: int
) -> None:
    analyst = await analyst_at(address, retries=retries)
    llm.mode = Mode.ERROR_500
    await analyst.analyse(write(TEXT))
    assert llm.counts[Mode.ERROR_500] == 1 + retries


async def test_a_failing_model_is_left_alone_and_tried_again_later(
    llm: FakeLlm, address: str, write: WriteMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = await analyst_at(address, failures=3, reset_s=60.0)
    llm.mode = Mode.ERROR_500
    told = [(await analyst.analyse(write(TEXT))).fallback or "" for _ in range(6)]
    assert llm.counts[Mode.ERROR_500] == 3
    assert ["left alone" in one for one in told] == [False] * 3 + [True] * 3
    llm.mode = Mode.OK
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 61)
    assert (await analyst.analyse(write(TEXT))).fallback is None
    assert (await analyst.analyse(write(TEXT))).fallback is None


async def test_without_the_breaker_every_message_asks_the_failing_model(
    llm: FakeLlm, address: str, write: WriteMessage
) -> None:
    analyst = await analyst_at(address)
    llm.mode = Mode.ERROR_500
    for _ in range(6):
        await analyst.analyse(write(TEXT))
    assert llm.counts[Mode.ERROR_500] == 6


async def test_a_worker_starts_while_its_server_is_away(llm: FakeLlm, write: WriteMessage) -> None:
    async with served(llm.app) as url:
        gone = url
    findings = await (await analyst_at(gone)).analyse(write(TEXT))
    assert findings.model == "embedded"
    assert findings.fallback is not None
    with pytest.raises(ConfigurationError, match="Nothing answers"):
        await analyst_at(gone, fallback=False)
