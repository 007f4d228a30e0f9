"""Which model answers: the embedded engine, Ollama, or any provider pydantic-ai knows."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from anthropic import AnthropicError
from openai import OpenAIError
from pydantic_ai.exceptions import UserError
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.providers.ollama import OllamaProvider

from agents.analyst import AgentAnalyst
from agents.choice import AUTO, ModelChoice
from agents.embedded.model import NAME as EMBEDDED
from agents.embedded.model import build_embedded_model
from agents.installed import can_chat, find_installed
from agents.team import build_team
from domain.errors import ConfigurationError
from domain.ports import Analyst

OLLAMA_PREFIX: Final = "ollama:"

FindInstalled = Callable[[str], Awaitable[list[str] | None]]
"""Tells which models the server at an address has, as `agents.installed.find_installed` does."""

_log = logging.getLogger(__name__)


async def build_analyst(choice: ModelChoice, find_models: FindInstalled = find_installed) -> Analyst:
    """Return the analyst for `choice`; `auto` takes Ollama if it has a suitable model, else `embedded`.

    Raises:
        ConfigurationError: The model can't be used: unknown, not installed, no server, no key, or no such
            processor.
    """
    name = choice.model if choice.model != AUTO else await _choose(choice, find_models)
    return AgentAnalyst(name, build_team(await _build_model(name, choice, find_models)), choice.timeout_s)


async def _choose(choice: ModelChoice, find_models: FindInstalled) -> str:
    suitable = [name for name in await _list_installed(choice, find_models) if can_chat(name)]
    name = f"{OLLAMA_PREFIX}{suitable[0]}" if suitable else EMBEDDED
    _log.info("The model is %s.", name)
    return name


async def _list_installed(choice: ModelChoice, find_models: FindInstalled) -> list[str]:
    """Ask what is there without insisting that anything is."""
    try:
        return await find_models(choice.ollama_root) or []
    except ConfigurationError as error:
        _log.info("%s", error.detail)
        return []


async def _build_model(name: str, choice: ModelChoice, find_models: FindInstalled) -> Model:
    if name == EMBEDDED:
        return build_embedded_model()
    if name.startswith(OLLAMA_PREFIX):
        return await _build_ollama_model(name.removeprefix(OLLAMA_PREFIX), choice, find_models)
    try:
        return infer_model(name)
    except (UserError, ValueError, ImportError, OpenAIError, AnthropicError) as error:
        choices = _format_choices(await _list_installed(choice, find_models))
        raise ConfigurationError(
            f"The model {name!r} can't be used: {error}",
            remedy=f"Use one of: {choices}; or a provider's model with its API key set.",
        ) from error


async def _build_ollama_model(name: str, choice: ModelChoice, find_models: FindInstalled) -> Model:
    """Where a server of the same wire can't list its models, the name is taken on trust."""
    installed = await find_models(choice.ollama_root)
    if installed is not None and not {name, f"{name}:latest"} & set(installed):
        raise ConfigurationError(
            f"Ollama at {choice.ollama_root} does not have the model {name!r}.",
            remedy=f"`ollama pull {name}`, or use one of: {_format_choices(installed)}.",
        )
    return OllamaModel(name, provider=OllamaProvider(base_url=f"{choice.ollama_root}/v1"))


def _format_choices(installed: list[str]) -> str:
    return ", ".join([AUTO, EMBEDDED, *(f"{OLLAMA_PREFIX}{name}" for name in installed)])
