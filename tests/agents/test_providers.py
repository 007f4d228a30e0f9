import httpx
import pytest

from agents.choice import ModelChoice
from agents.installed import can_chat, find_installed
from agents.providers import build_analyst
from domain.errors import ConfigurationError

ROOT = "http://ollama.example:11434"


class FakeOllama:
    """Has the models it is given and keeps where it was asked; None is a server that can't list them."""

    def __init__(self, models: list[str] | None) -> None:
        self.models = models
        self.asked: list[str] = []

    async def find(self, root: str) -> list[str] | None:
        self.asked.append(root)
        return self.models


async def find_nothing(root: str) -> list[str] | None:
    raise ConfigurationError(f"Nothing answers at {root}.")


async def test_auto_takes_the_first_installed_model_that_can_chat() -> None:
    ollama = FakeOllama(["nomic-embed-text:latest", "qwen3:4b", "llama3.2:latest"])
    choice = ModelChoice(model="auto", ollama_base_url=f"{ROOT}/v1/")
    assert (await build_analyst(choice, ollama.find)).model == "ollama:qwen3:4b"
    assert set(ollama.asked) == {ROOT}


@pytest.mark.parametrize("models", [[], ["nomic-embed-text:latest"], None])
async def test_auto_is_embedded_where_no_model_can_chat(models: list[str] | None) -> None:
    assert (await build_analyst(ModelChoice(), FakeOllama(models).find)).model == "embedded"


async def test_auto_is_embedded_where_nothing_answers() -> None:
    assert (await build_analyst(ModelChoice(), find_nothing)).model == "embedded"


async def test_embedded_asks_nobody() -> None:
    ollama = FakeOllama(["qwen3:4b"])
    assert (await build_analyst(ModelChoice(model="embedded"), ollama.find)).model == "embedded"
    assert ollama.asked == []


@pytest.mark.parametrize("name", ["qwen3:4b", "llama3.2"])
async def test_an_installed_ollama_model_is_taken_by_name(name: str) -> None:
    analyst = await build_analyst(
        ModelChoice(model=f"ollama:{name}"), FakeOllama(["qwen3:4b", "llama3.2:latest"]).find
    )
    assert analyst.model == f"ollama:{name}"


async def test_a_server_without_a_list_is_trusted() -> None:
    assert (await build_analyst(ModelChoice(model="ollama:any"), FakeOllama(None).find)).model == "ollama:any"


async def test_an_ollama_model_that_is_not_installed_is_refused_with_what_is() -> None:
    with pytest.raises(ConfigurationError, match="'absent'") as raised:
        await build_analyst(ModelChoice(model="ollama:absent"), FakeOllama(["qwen3:4b"]).find)
    assert "manta models pull absent" in raised.value.remedy
    assert "ollama:qwen3:4b" in raised.value.remedy


@pytest.mark.parametrize("name", ["qwen", "nowhere:gpt", "openai:gpt-5", "anthropic:claude-sonnet-4-5"])
async def test_an_unknown_name_or_missing_key_is_refused_with_the_choices(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "")
    with pytest.raises(ConfigurationError, match=name) as raised:
        await build_analyst(ModelChoice(model=name), FakeOllama(["qwen3:4b"]).find)
    assert "embedded, ollama:qwen3:4b" in raised.value.remedy


async def test_a_hosted_model_keeps_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    ollama = FakeOllama(["qwen3:4b"])
    assert (await build_analyst(ModelChoice(model="openai:gpt-5"), ollama.find)).model == "openai:gpt-5"
    assert ollama.asked == []


async def test_installed_models_are_read_from_the_tags_of_ollama() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == f"{ROOT}/api/tags"
        return httpx.Response(200, json={"models": [{"model": "qwen3:4b"}, {"model": "gemma3:270m"}]})

    assert await find_installed(ROOT, httpx.MockTransport(answer)) == ["qwen3:4b", "gemma3:270m"]


@pytest.mark.parametrize(
    "response", [httpx.Response(404, text="no such path"), httpx.Response(200, json={"data": []})]
)
async def test_another_server_has_no_list(response: httpx.Response) -> None:
    assert await find_installed(ROOT, httpx.MockTransport(lambda _: response)) is None


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])
async def test_silence_is_a_configuration_error_with_a_remedy(error: httpx.HTTPError) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(ConfigurationError, match=ROOT) as raised:
        await find_installed(ROOT, httpx.MockTransport(fail))
    assert "OLLAMA_BASE_URL" in raised.value.remedy


def test_embedding_models_are_told_by_their_names() -> None:
    assert can_chat("qwen3:4b")
    assert not can_chat("mxbai-embed-large:latest")
