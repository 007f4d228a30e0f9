from collections.abc import Callable, Mapping

import httpx2
import pytest

from cli.checks.engine import check_engine
from cli.checks.findings import Finding, State
from config.settings import Settings

pytestmark = pytest.mark.usefixtures("bare_environment")

Server = Callable[[httpx2.Request], httpx2.Response]

TAGS = {"models": [{"name": "qwen3:4b", "size": 1}, {"name": "llama3.2:latest", "size": 2}]}


def ollama(request: httpx2.Request) -> httpx2.Response:
    assert request.url.path == "/api/tags"
    return httpx2.Response(200, json=TAGS)


def empty_ollama(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={"models": []})


def another_server(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(404, text="no such page")


def nothing(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


def check(
    model: str, server: Server = nothing, url: str | None = None, environment: Mapping[str, str] | None = None
) -> Finding:
    settings = Settings(manta_model=model, ollama_base_url=url)
    return check_engine(settings, httpx2.MockTransport(server), environment or {})


def test_the_embedded_engine_needs_nobody() -> None:
    assert check("embedded").state is State.OK


@pytest.mark.parametrize("name", ["qwen3:4b", "llama3.2", "llama3.2:latest"])
def test_a_model_that_is_installed_is_well(name: str) -> None:
    assert check(f"ollama:{name}", ollama).state is State.OK


def test_a_missing_model_is_told_from_a_missing_server() -> None:
    no_model = check("ollama:mistral", ollama)
    assert (no_model.state, no_model.remedy) == (
        State.FAIL,
        "`manta models pull mistral`, or choose one that is there.",
    )
    assert "qwen3:4b" in no_model.detail
    no_server = check("ollama:mistral")
    assert no_server.state is State.FAIL
    assert "OLLAMA_BASE_URL" in no_server.remedy


def test_a_server_that_does_not_tell_its_models_is_trusted_with_a_warning() -> None:
    assert check("ollama:any", another_server).state is State.WARN


@pytest.mark.parametrize("url", ["http://gpu:11434", "http://gpu:11434/", "http://gpu:11434/v1"])
def test_the_configured_server_is_asked(url: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert str(request.url) == "http://gpu:11434/api/tags"
        return ollama(request)

    assert check("ollama:qwen3:4b", answer, url).state is State.OK


@pytest.mark.parametrize(
    ("server", "url", "state", "told"),
    [
        (ollama, None, State.OK, "qwen3:4b"),
        (empty_ollama, None, State.OK, "embedded"),
        (another_server, None, State.OK, "embedded"),
        (nothing, None, State.OK, "embedded"),
        (nothing, "http://gpu:11434", State.WARN, "http://gpu:11434"),
    ],
)
def test_auto_tells_what_it_takes(server: Server, url: str | None, state: State, told: str) -> None:
    found = check("auto", server, url)
    assert found.state is state
    assert told in found.detail


@pytest.mark.parametrize(
    ("name", "variable"),
    [("openai:gpt-5", "OPENAI_API_KEY"), ("anthropic:claude-sonnet-4-5", "ANTHROPIC_API_KEY")],
)
def test_a_hosted_model_needs_its_key(name: str, variable: str) -> None:
    assert check(name, environment={variable: "CANARY"}).state is State.OK
    missing = check(name, environment={variable: ""})
    assert missing.state is State.FAIL
    assert variable in missing.remedy


@pytest.mark.parametrize("name", ["gpt", "embeded", "openai:", ""])
def test_a_name_that_is_none_is_told(name: str) -> None:
    found = check(name)
    assert found.state is State.FAIL
    assert "ollama:NAME" in found.remedy


def test_other_providers_are_left_to_the_start() -> None:
    assert check("mistral:mistral-large").state is State.WARN


def test_the_model_of_a_single_agent_is_looked_at_too() -> None:
    settings = Settings(manta_model="embedded", manta_model_analysis="ollama:mistral")
    found = check_engine(settings, httpx2.MockTransport(ollama), {})
    assert (found.state, found.remedy[:27]) == (State.FAIL, "`manta models pull mistral`")
    well = Settings(manta_model="embedded", manta_model_analysis="ollama:qwen3:4b")
    told = check_engine(well, httpx2.MockTransport(ollama), {})
    assert told.state is State.OK
    assert "embedded" in told.detail
    assert "qwen3:4b" in told.detail
