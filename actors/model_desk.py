"""Models and trials of them, asked of the analysis workers: they run the models and have their keys."""

import asyncio
from collections.abc import Sequence
from typing import Final

from actors.analysis_worker import AnalysisWorkerActor
from actors.calls import Directory
from domain.errors import OverloadedError, UnavailableError
from domain.models import ModelOffer, Trial
from domain.workspace import WorkspaceSettings

LIST_TIMEOUT_S: Final = 10.0
"""How long all workers together may take to list models."""

TRIAL_TIMEOUT_S: Final = 60.0
"""How long one waits for a trial."""

_REMEDY: Final = "Try again in some seconds; `manta status` shows whether the workers are well."


class ModelDeskHandle:
    """`domain.models.ModelDesk` as other processes reach it; the first worker that is there answers.

    So all trials are in one worker, which knows whether one of a workspace is under way.

    Args:
        directory: Finds the workers; its bound on a call should be `TRIAL_TIMEOUT_S`.
        workers: Their names.
    """

    def __init__(self, directory: Directory, workers: Sequence[str]) -> None:
        self._directory = directory
        self._workers = workers

    async def list_models(self, settings: WorkspaceSettings) -> ModelOffer:
        """See `domain.models.ModelDesk`."""
        try:
            async with asyncio.timeout(LIST_TIMEOUT_S):
                method = AnalysisWorkerActor.list_models
                return await self._directory.ask_any(self._workers, method, settings)
        except (UnavailableError, TimeoutError) as error:
            raise UnavailableError("No analysis worker lists the models.", remedy=_REMEDY) from error

    async def try_model(self, workspace_id: int, model: str) -> Sequence[Trial]:
        """See `domain.models.ModelDesk`."""
        try:
            async with asyncio.timeout(TRIAL_TIMEOUT_S):
                return await self._try_in_turn(workspace_id, model)
        except TimeoutError as error:
            detail = f"No analysis worker tried the model in {TRIAL_TIMEOUT_S:g} s."
            raise UnavailableError(detail, remedy=_REMEDY) from error

    async def _try_in_turn(self, workspace_id: int, model: str) -> Sequence[Trial]:
        trouble = UnavailableError("There is no analysis worker.", remedy=_REMEDY)
        for worker in self._workers:
            try:
                return await self._directory.ask(worker, AnalysisWorkerActor.try_model, workspace_id, model)
            except OverloadedError:  # it is there, and another worker would not know of the trial
                raise
            except UnavailableError as error:
                trouble = error
        raise trouble
