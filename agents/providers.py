"""Which model answers: the embedded engine, Ollama, or any provider pydantic-ai knows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pkgutil import resolve_name
from typing import Final, Protocol, cast

from agents.analyst import AgentAnalyst
from agents.choice import AUTO, ModelChoice
from agents.circuits import Circuits
from agents.embedded.model import NAME as EMBEDDED
from agents.embedded.model import build_embedded_model
from agents.installed import can_chat, find_installed
from agents.resilient import ResilientAnalyst
from agents.team import Brain, build_team
from agents.turns import Lines, Turns
from domain.errors import ConfigurationError
from domain.ports import Analyst

OLLAMA_PREFIX: Final = "ollama:"

FindInstalled = Callable[[str], Awaitable[list[str] | None]]
"""Tells which models the server at an address has, as `agents.installed.find_installed` does."""

_log = logging.getLogger(__name__)


class ClosableAnalyst(Analyst, Protocol):
    """An analyst with connections of its own."""

    async def close(self) -> None:
        """Close them."""
        ...


async def build_analyst(
    choice: ModelChoice, find_models: FindInstalled = find_installed, lines: Lines | None = None
) -> ClosableAnalyst:
    """Return the analyst for `choice`; `auto` takes Ollama if it has a suitable model, else `embedded`.

    Where the embedded engine may stand in, a server that does not answer now is no error: it may later.

    Args:
        choice: The models and their bounds.
        find_models: Asks an Ollama what it has.
        lines: The lines before the providers, when other analysts stand in them too.

    Raises:
        ConfigurationError: A model can't be used: unknown, not installed, no server, no key, or no such
            processor.
    """
    builder = _Builder(choice, find_models, lines or Lines(choice.concurrency, choice.rpm))
    brains = {agent: await builder.build(agent, name) for agent, name in choice.names.items()}
    circuits = Circuits(choice.breaker_failures, choice.breaker_reset_s)
    analyst = AgentAnalyst(build_team(**brains), choice.timeout_s, circuits)
    is_embedded = {brain.name for brain in brains.values()} == {EMBEDDED}
    if is_embedded or not choice.fallback:
        return analyst
    return ResilientAnalyst(analyst, partial(_build_stand_in, choice), analyst.close)


def _build_stand_in(choice: ModelChoice) -> Analyst:
    return AgentAnalyst(build_team(_embed()), choice.timeout_s)


def _embed() -> Brain:
    return Brain(name=EMBEDDED, model=build_embedded_model(), is_free=True)


@dataclass
class _Builder:
    """Makes the models of one choice, each once however many agents use it."""

    choice: ModelChoice
    find_models: FindInstalled
    lines: Lines
    made: dict[str, Brain] = field(default_factory=dict[str, Brain])

    async def build(self, agent: str, name: str) -> Brain:
        if name not in self.made:
            self.made[name] = await self._build_explained(agent, name)
        return self.made[name]

    async def _build_explained(self, agent: str, name: str) -> Brain:
        """Say of a model that only one agent uses which agent it is."""
        try:
            return await self._build(name if name != AUTO else await self._choose())
        except ConfigurationError as error:
            if getattr(self.choice.models, agent) is None:
                raise
            detail = f"The {agent} agent has no model. {error.detail}"
            raise ConfigurationError(detail, remedy=error.remedy) from error

    async def _build(self, name: str) -> Brain:
        if name == EMBEDDED:
            return _embed()
        if name.startswith(OLLAMA_PREFIX):
            return await self._build_ollama(name.removeprefix(OLLAMA_PREFIX))
        build = cast("Callable[[str, int, Turns], Brain]", await _import("agents.hosted:build_hosted_brain"))
        try:
            return build(name, self.choice.retries, self.lines.at(name.partition(":")[0]))
        except ConfigurationError as error:
            choices = _format_choices(await self._list_installed())
            remedy = f"Use one of: {choices}; or a provider's model with its API key set."
            raise ConfigurationError(error.detail, remedy=remedy) from error

    async def _choose(self) -> str:
        suitable = [name for name in await self._list_installed() if can_chat(name)]
        name = f"{OLLAMA_PREFIX}{suitable[0]}" if suitable else EMBEDDED
        _log.info("The model is %s.", name)
        return name

    async def _list_installed(self) -> list[str]:
        """Ask what is there without insisting that anything is."""
        try:
            return await self.find_models(self.choice.ollama_root) or []
        except ConfigurationError as error:
            _log.info("%s", error.detail)
            return []

    async def _build_ollama(self, name: str) -> Brain:
        """Where a server of the same wire can't list its models, the name is taken on trust."""
        root = self.choice.ollama_root
        installed = await self._list_or_trust()
        if installed is not None and not {name, f"{name}:latest"} & set(installed):
            raise ConfigurationError(
                f"Ollama at {root} does not have the model {name!r}.",
                remedy=f"`manta models pull {name}`, or use one of: {_format_choices(installed)}.",
            )
        build = cast(
            "Callable[[str, str, int, Turns], Brain]", await _import("agents.ollama:build_ollama_brain")
        )
        return build(name, root, self.choice.retries, self.lines.at(OLLAMA_PREFIX.rstrip(":")))

    async def _list_or_trust(self) -> list[str] | None:
        """Return the server's models, None when it can't say: a worker has to start while it is away."""
        try:
            return await self.find_models(self.choice.ollama_root)
        except ConfigurationError as error:
            if not self.choice.fallback:
                raise
            _log.warning("%s The embedded engine stands in until it does.", error.detail)
            return None


async def _import(name: str) -> object:
    """Import in a thread: a provider's libraries take seconds, and a worker has to answer meanwhile."""
    found: object = await asyncio.to_thread(resolve_name, name)
    return found


def _format_choices(installed: list[str]) -> str:
    return ", ".join([AUTO, EMBEDDED, *(f"{OLLAMA_PREFIX}{name}" for name in installed)])
