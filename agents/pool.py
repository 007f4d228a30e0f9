"""The analysts of a worker: one for each set of models that its workspaces ask for."""

import asyncio
from collections import OrderedDict
from typing import Final

from cachetools import TTLCache

from agents.choice import ModelChoice
from agents.installed import find_installed
from agents.providers import ClosableAnalyst, FindInstalled, build_analyst
from agents.turns import Lines
from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError, ConfigurationError
from domain.ports import Analyst
from domain.workspace import AgentModels, WorkspaceSettings

CAPACITY: Final = 16
"""Most sets of models that are kept ready."""

MEMORY_OF_FAILURE_S: Final = 10.0
"""How long a choice that can't be used is not looked at again: each look asks a server for its models."""


class AnalystPool:
    """Implements `domain.ports.Analysts`; owned by a worker, it lives as long as it.

    Analysts are built when they are first asked for and shared by all who ask for the same models. The one
    that was not asked for longest makes room for a new one; its connections are closed when its last
    analysis has ended. All of them stand in the same lines before the providers.

    Args:
        choice: What the system is set to.
        find_models: Asks an Ollama what it has.
        capacity: How many analysts are kept.
    """

    def __init__(
        self, choice: ModelChoice, find_models: FindInstalled = find_installed, capacity: int = CAPACITY
    ) -> None:
        self._choice = choice
        self._find_models = find_models
        self._capacity = capacity
        self._lines = Lines(choice.concurrency, choice.rpm)
        self._kept: OrderedDict[ModelChoice, asyncio.Task[_PooledAnalyst]] = OrderedDict()
        self._failed = TTLCache[ModelChoice, ConfigurationError](capacity, MEMORY_OF_FAILURE_S)
        self._leaving: set[_PooledAnalyst] = set()

    async def choose(self, settings: WorkspaceSettings) -> Analyst:
        """See `domain.ports.Analysts`.

        Raises:
            ConfigurationError: A model can't be used; the error names those that can.
        """
        choice = self._choice.merge(settings)
        error = self._failed.get(choice)
        if error is not None:
            raise ConfigurationError(error.detail, remedy=error.remedy)
        if choice not in self._kept:
            self._kept[choice] = asyncio.create_task(self._build(choice), name="build-analyst")
        self._kept.move_to_end(choice)
        building = self._kept[choice]
        await self._make_room()
        return await asyncio.shield(building)

    async def check(self, settings: WorkspaceSettings) -> None:
        """See `domain.ports.ModelCheck`; a server that does not answer now is no model that can be used.

        Raises:
            ConfigurationError: A model that the settings name can't be used; the error names those that can.
        """
        for name in sorted(settings.named_models()):
            alone = {"model": name, "models": AgentModels(), "fallback": False}
            choice = self._choice.model_copy(update=alone)
            analyst = await build_analyst(choice, self._find_models, self._lines)
            await analyst.close()

    async def close(self) -> None:
        """Close all connections, also those of analyses under way."""
        builds = list(self._kept.values())
        for building in builds:
            building.cancel()
        ended = await asyncio.gather(*builds, return_exceptions=True)
        built = [each for each in ended if isinstance(each, _PooledAnalyst)]
        self._kept.clear()
        for analyst in [*built, *self._leaving]:
            await analyst.close()

    async def _build(self, choice: ModelChoice) -> "_PooledAnalyst":
        try:
            return _PooledAnalyst(await build_analyst(choice, self._find_models, self._lines))
        except BaseException as error:
            del self._kept[choice]
            if isinstance(error, ConfigurationError):
                self._failed[choice] = error
            raise

    async def _make_room(self) -> None:
        """Let the analysts go that were not asked for longest; those that are being built stay."""
        self._leaving = {analyst for analyst in self._leaving if not analyst.is_closed}
        for choice in [choice for choice, building in self._kept.items() if building.done()]:
            if len(self._kept) <= self._capacity:
                return
            analyst = self._kept.pop(choice).result()
            self._leaving.add(analyst)
            await analyst.retire()


class _PooledAnalyst:
    """`domain.ports.Analyst` that closes its connections once it is retired and no analysis is left."""

    def __init__(self, analyst: ClosableAnalyst) -> None:
        self._analyst = analyst
        self._running = 0
        self._is_retired = False
        self.is_closed = False

    @property
    def model(self) -> str:
        return self._analyst.model

    async def analyse(self, message: MessageContext) -> Findings:
        """See `domain.ports.Analyst`.

        Raises:
            AnalysisError: As there; also when it was retired since it was chosen.
        """
        if self.is_closed:
            detail = f"{self.model} made room for the models of other workspaces before it was asked."
            raise AnalysisError(detail)
        self._running += 1
        try:
            return await self._analyst.analyse(message)
        finally:
            self._running -= 1
            if self._is_retired and not self._running:
                await self.close()

    async def retire(self) -> None:
        """Close once nothing is under way."""
        self._is_retired = True
        if not self._running:
            await self.close()

    async def close(self) -> None:
        """Close now; closing again does nothing."""
        if not self.is_closed:
            self.is_closed = True
            await self._analyst.close()
