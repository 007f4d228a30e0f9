"""What stands behind `manta models`: the list, the download and the trial."""

import json
from collections.abc import Callable

import httpx
import pytest

from agents.catalogue import InstalledModel
from agents.choice import ModelChoice
from agents.installed import describe_installed
from agents.pulling import pull_model
from agents.trial import SAMPLES, try_models
from cli.checks.engine import check_answers
from cli.checks.findings import State
from config.settings import Settings
from domain.errors import ConfigurationError
from domain.models import Trial

ROOT = "http://ollama.example:11434"
DETAILS = {"family": "qwen3", "parameter_size": "4.0B", "quantization_level": "Q4_K_M"}


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/api/tags":
        listed = [{"model": "qwen3:4b", "size": 2_600_000_000, "details": DETAILS}, {"model": "odd:1"}]
        return httpx.Response(200, json={"models": listed})
    if json.loads(request.content)["model"] == "odd:1":
        return httpx.Response(500, json={"error": "broken"})
    return httpx.Response(200, json={"model_info": {"qwen3.context_length": 40_960}})


async def test_a_model_is_listed_with_what_its_server_tells() -> None:
    assert await describe_installed(ROOT, httpx.MockTransport(answer)) == [
        InstalledModel(
            name="qwen3:4b",
            size_bytes=2_600_000_000,
            family="qwen3",
            parameters="4.0B",
            quantisation="Q4_K_M",
            context_tokens=40_960,
        ),
        InstalledModel(name="odd:1"),
    ]


def pull(handle: Callable[[httpx.Request], httpx.Response]) -> list[str]:
    return [step.status for step in pull_model(ROOT, "qwen3:4b", httpx.MockTransport(handle))]


def test_a_download_tells_each_step() -> None:
    lines = [
        {"status": "pulling manifest"},
        {"status": "pulling 0123", "digest": "sha256:0123", "total": 100, "completed": 40},
        {"status": "success"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    assert pull(lambda _: httpx.Response(200, text=text)) == [line["status"] for line in lines]


def test_an_unknown_model_is_told() -> None:
    text = json.dumps({"error": "pull model manifest: file does not exist"})
    with pytest.raises(ConfigurationError, match="file does not exist") as raised:
        pull(lambda _: httpx.Response(200, text=text))
    assert "library" in raised.value.remedy


def test_a_server_that_goes_away_is_told() -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("gone")

    with pytest.raises(ConfigurationError, match="does not answer") as raised:
        pull(fail)
    assert "where they stopped" in raised.value.remedy


async def test_a_trial_tells_what_each_sample_gave() -> None:
    trials = await try_models(ModelChoice(model="embedded"))
    assert [trial.text for trial in trials] == list(SAMPLES)
    verdicts = [trial.findings.classification.is_actionable for trial in trials if trial.findings]
    assert verdicts == [True, True, False]
    assert [(trial.input_tokens, trial.output_tokens, trial.cost_usd) for trial in trials] == [
        (0, 0, 0.0)
    ] * 3


@pytest.mark.parametrize("is_valid", [True, False], ids=["in form", "out of form"])
def test_the_doctor_tells_a_model_that_does_not_answer_in_form(*, is_valid: bool) -> None:
    async def run(choice: ModelChoice, count: int) -> list[Trial]:
        assert (choice.model, count) == ("embedded", 1)
        good = await try_models(choice, count)
        return good if is_valid else [Trial(text="", error="Its answer does not fit.", latency_ms=1)]

    found = check_answers(Settings(manta_model="embedded"), run)
    assert found.state is (State.OK if is_valid else State.FAIL)
    assert is_valid or "manta models" in found.remedy
