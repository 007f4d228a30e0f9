"""Which models a workspace may be set to: those that are here, and those of providers with a key."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic_ai.models import known_model_names

from agents.catalogue import PROVIDER_KEYS
from agents.choice import AUTO, ModelChoice
from agents.embedded.model import NAME as EMBEDDED
from agents.installed import can_chat, find_installed
from agents.providers import OLLAMA_PREFIX, FindInstalled
from domain.errors import ConfigurationError
from domain.models import ModelOffer, ModelOption

_LABELS: Final[Mapping[str, str]] = {
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "deepseek": "DeepSeek",
    "fireworks": "Fireworks",
    "openrouter": "OpenRouter",
    "together": "Together",
}
"""Providers that are offered; others of `PROVIDER_KEYS` are further ways to the same models."""


async def list_models(
    choice: ModelChoice, environment: Mapping[str, str], find_models: FindInstalled = find_installed
) -> ModelOffer:
    """Return what `choice` uses and what else there is; keys are only looked for, never read out.

    Args:
        choice: The models of a workspace.
        environment: Where the providers' keys are.
        find_models: Asks an Ollama what it has.
    """
    installed, trouble = await _find(choice.ollama_root, find_models)
    automatic = _resolve_auto(installed)
    return ModelOffer(
        in_use={agent: automatic if name == AUTO else name for agent, name in choice.names.items()},
        choices=[
            ModelOption(name=AUTO, label="Automatic", available=True, why=f"Takes {automatic} now."),
            ModelOption(name=EMBEDDED, label="Embedded engine", available=True, why="Runs inside Manta."),
            *_list_ollama(installed, trouble),
            *_list_hosted(environment),
        ],
    )


async def _find(root: str, find_models: FindInstalled) -> tuple[Sequence[str], str]:
    """Return what an Ollama has, and why nothing is known of it."""
    try:
        installed = await find_models(root)
    except ConfigurationError as error:
        return [], error.detail
    if installed is None:
        return [], f"{root} does not tell its models; write one's name behind the colon."
    return installed, "" if installed else "Ollama has no models; `manta models pull` gets one."


def _resolve_auto(installed: Sequence[str]) -> str:
    return next((f"{OLLAMA_PREFIX}{name}" for name in installed if can_chat(name)), EMBEDDED)


def _list_ollama(installed: Sequence[str], trouble: str) -> Iterator[ModelOption]:
    for name in installed:
        usable = can_chat(name)
        why = "Runs on Ollama." if usable else "It only embeds texts."
        yield ModelOption(name=f"{OLLAMA_PREFIX}{name}", label=f"{name} (Ollama)", available=usable, why=why)
    if trouble:
        yield ModelOption(name=OLLAMA_PREFIX, label="Ollama", available=False, why=trouble)


def _list_hosted(environment: Mapping[str, str]) -> Iterator[ModelOption]:
    known = known_model_names()
    for provider, label in _LABELS.items():
        prefix, key = f"{provider}:", PROVIDER_KEYS[provider]
        if not environment.get(key):
            why = f"{key} is not set where messages are analysed."
            yield ModelOption(name=prefix, label=label, available=False, why=why)
            continue
        for name in known:
            if name.startswith(prefix):
                own = name.removeprefix(prefix)
                yield ModelOption(name=name, label=f"{own} ({label})", available=True, why=f"{key} is set.")
        why = f"{key} is set: any model of {label} can be used, its name written behind the colon."
        yield ModelOption(name=prefix, label=f"Another of {label}", available=False, why=why)
