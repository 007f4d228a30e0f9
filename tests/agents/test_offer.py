"""Which models are offered."""

from agents.choice import ModelChoice
from agents.offer import list_models
from domain.errors import ConfigurationError
from domain.models import ModelOption
from domain.workspace import AgentModels


def by_name(options: list[ModelOption]) -> dict[str, ModelOption]:
    return {option.name: option for option in options}


async def has(_root: str) -> list[str] | None:
    return ["nomic-embed-text", "qwen3:4b"]


async def has_nothing(_root: str) -> list[str] | None:
    return []


async def does_not_tell(_root: str) -> list[str] | None:
    return None


async def is_away(root: str) -> list[str] | None:
    raise ConfigurationError(f"Nothing answers at {root}.")


async def test_installed_models_can_be_chosen_except_those_that_only_embed() -> None:
    choice = ModelChoice(models=AgentModels(analysis="openai:gpt-9"))
    offer = await list_models(choice, {}, has)
    choices = by_name(offer.choices)
    assert offer.in_use == {
        "classification": "ollama:qwen3:4b",
        "extraction": "ollama:qwen3:4b",
        "analysis": "openai:gpt-9",
    }
    assert list(choices)[:2] == ["auto", "embedded"]
    assert choices["ollama:qwen3:4b"].available
    assert not choices["ollama:nomic-embed-text"].available
    assert "ollama:qwen3:4b" in choices["auto"].why
    assert "ollama:" not in choices


async def test_without_ollama_it_is_told_why_and_the_embedded_engine_serves() -> None:
    for find, told in ((is_away, "Nothing answers"), (has_nothing, "models pull"), (does_not_tell, "tell")):
        offer = await list_models(ModelChoice(), {}, find)
        assert set(offer.in_use.values()) == {"embedded"}
        ollama = by_name(offer.choices)["ollama:"]
        assert (ollama.available, told in ollama.why) == (False, True)


async def test_keys_open_their_providers_models_and_are_never_told() -> None:
    offer = await list_models(ModelChoice(), {"OPENAI_API_KEY": "CANARY", "TOGETHER_API_KEY": "CANARY"}, has)
    choices = by_name(offer.choices)
    assert "CANARY" not in offer.model_dump_json()
    hosted = [option for option in offer.choices if option.name.startswith("openai:") and option.available]
    assert len(hosted) > 1
    assert "OPENAI_API_KEY is set" in choices["openai:"].why
    assert not [name for name in choices if name.startswith("anthropic:") and name != "anthropic:"]
    assert choices["anthropic:"].why == "ANTHROPIC_API_KEY is not set where messages are analysed."
    assert "behind the colon" in choices["together:"].why
