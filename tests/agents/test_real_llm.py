"""The agents on a real language model behind a real server, on the very path that Ollama takes.

The model is tiny: what it says is of no interest, that it comes in form and is counted is. It reads some 60
tokens a second on a busy machine, so the agents get short instructions here.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from time import monotonic

import pytest
from pydantic_ai import models

from agents import team
from agents.choice import ModelChoice
from agents.installed import find_installed
from agents.providers import ClosableAnalyst, build_analyst
from domain.analysis import Classification
from domain.errors import AnalysisError
from tests.agents.conftest import WriteMessage
from tests.support.llama import MODEL

TEXT = "Fix the login by Friday"
SHORT = {
    "classification": 'Answer {"is_actionable":true,"category":"bug","priority":"high","confidence":0.9,'
    '"reason":"login"}',
    "extraction": 'Answer {"components":["login"],"dates":["Friday"],"due":null}',
    "analysis": 'Answer {"short":"The login is broken.","title":"Fix the login"}',
}
STOP_S = 10.0


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serve in a process of its own, which ends with its standard input: also when the tests are killed."""
    command = [sys.executable, "-m", "tests.support.llama"]
    with subprocess.Popen(  # noqa: S603 - this Python and a module of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate(timeout=STOP_S)


@pytest.fixture(autouse=True)
def on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", True)  # they reach no further than this machine
    monkeypatch.setattr(team, "load_instructions", SHORT.__getitem__)


async def connect(server: str, timeout_s: float) -> ClosableAnalyst:
    return await build_analyst(
        ModelChoice(
            model=f"ollama:{MODEL}",
            ollama_base_url=server,
            timeout_s=timeout_s,
            retries=0,
            fallback=False,
            concurrency=2,
        )
    )


@pytest.fixture
async def analyst(server: str) -> AsyncIterator[ClosableAnalyst]:
    connected = await connect(server, 60)
    yield connected
    await connected.close()


async def test_the_server_lists_no_models_so_the_name_is_trusted(server: str) -> None:
    assert await find_installed(server) is None


async def test_every_agent_answers_in_form_and_is_counted(
    analyst: ClosableAnalyst, write: WriteMessage
) -> None:
    findings = await analyst.analyse(write(TEXT))
    assert findings.classification.is_actionable
    assert findings.summary.title
    assert [use.agent for use in findings.usage] == ["classification", "extraction", "analysis"]
    for use in findings.usage:
        assert use.model == f"ollama:{MODEL}"
        assert min(use.input_tokens, use.output_tokens) > 0
        assert use.cost_usd == 0.0


async def test_messages_side_by_side_get_answers_of_their_own(
    analyst: ClosableAnalyst, write: WriteMessage
) -> None:
    found = await asyncio.gather(*(analyst.analyse(write(text)) for text in (TEXT, "Order new toner")))
    assert all(isinstance(each.classification, Classification) for each in found)
    assert all(each.usage[0].output_tokens for each in found)


async def test_a_model_that_takes_too_long_is_given_up(server: str, write: WriteMessage) -> None:
    analyst = await connect(server, 0.05)
    began = monotonic()
    with pytest.raises(AnalysisError, match="in time"):
        await analyst.analyse(write(TEXT * 20))
    assert monotonic() - began < STOP_S
    await analyst.close()
