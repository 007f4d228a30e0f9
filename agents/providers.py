"""Which model answers: the embedded engine, Ollama, or any provider pydantic-ai knows."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pkgutil import resolve_name
from typing import Final, cast

from pydantic_ai.models import Model

from agents.analyst import AgentAnalyst
from agents.choice import AUTO, ModelChoice
from agents.embedded.model import NAME as EMBEDDED
from agents.embedded.model import build_embedded_model
from agents.installed import can_chat, find_installed
from agents.resilient import ResilientAnalyst
from agents.team import build_team
from domain.errors import ConfigurationError
from domain.ports import Analyst

OLLAMA_PREFIX: Final = "ollama:"

FindInstalled = Callable[[str], Awaitable[list[str] | None]]
"""Tells which models the server at an address has, as `agents.installed.find_installed` does."""

_log = logging.getLogger(__name__)


async def build_analyst(choice: ModelChoice, find_models: FindInstalled = find_installed) -> Analyst:
    """Return the analyst for `choice`; `auto` takes Ollama if it has a suitable model, else `embedded`.

    Where the embedded engine may stand in, a server that does not answer now is no error: it may later.

    Raises:
        ConfigurationError: The model can't be used: unknown, not installed, no server, no key, or no such
            processor.
    """
    name = choice.model if choice.model != AUTO else await _choose(choice, find_models)
    analyst = AgentAnalyst(name, build_team(await _build_model(name, choice, find_models)), choice.timeout_s)
    if name == EMBEDDED:
        return analyst
    return ResilientAnalyst(
        analyst,
        partial(_build_stand_in, choice) if choice.fallback else None,
        failures=choice.breaker_failures,
        reset_s=choice.breaker_reset_s,
    )


def _build_stand_in(choice: ModelChoice) -> Analyst:
    return AgentAnalyst(EMBEDDED, build_team(build_embedded_model()), choice.timeout_s)


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
    build = cast("Callable[[str, int], Model]", resolve_name("agents.hosted:build_hosted_model"))
    try:
        return build(name, choice.retries)
    except ConfigurationError as error:
        choices = _format_choices(await _list_installed(choice, find_models))
        remedy = f"Use one of: {choices}; or a provider's model with its API key set."
        raise ConfigurationError(error.detail, remedy=remedy) from error


async def _build_ollama_model(name: str, choice: ModelChoice, find_models: FindInstalled) -> Model:
    """Where a server of the same wire can't list its models, the name is taken on trust."""
    installed = await _list_or_trust(choice, find_models)
    if installed is not None and not {name, f"{name}:latest"} & set(installed):
        raise ConfigurationError(
            f"Ollama at {choice.ollama_root} does not have the model {name!r}.",
            remedy=f"`ollama pull {name}`, or use one of: {_format_choices(installed)}.",
        )
    build = cast("Callable[[str, str, int], Model]", resolve_name("agents.ollama:build_ollama_model"))
    return build(name, choice.ollama_root, choice.retries)


async def _list_or_trust(choice: ModelChoice, find_models: FindInstalled) -> list[str] | None:
    """Return the server's models, None when it can't say; a worker must start while its server is away."""
    try:
        return await find_models(choice.ollama_root)
    except ConfigurationError as error:
        if not choice.fallback:
            raise
        _log.warning("%s The embedded engine stands in until it does.", error.detail)
        return None


def _format_choices(installed: list[str]) -> str:
    return ", ".join([AUTO, EMBEDDED, *(f"{OLLAMA_PREFIX}{name}" for name in installed)])
