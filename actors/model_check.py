"""Whether a model can be used, asked of the analysis workers: they run the models and have their keys."""

import asyncio
from collections.abc import Sequence

from actors.analysis_worker import AnalysisWorkerActor
from actors.calls import Directory
from domain.errors import UnavailableError
from domain.workspace import WorkspaceSettings

CHECK_TIMEOUT_S = 5.0
"""How long all workers together may take to answer."""


class ModelCheckHandle:
    """`domain.ports.ModelCheck` as other processes reach it; the first worker that is there answers.

    Args:
        directory: Finds the workers.
        workers: Their names.
        timeout_s: Bound on the whole check.
    """

    def __init__(
        self, directory: Directory, workers: Sequence[str], timeout_s: float = CHECK_TIMEOUT_S
    ) -> None:
        self._ask_any = directory.ask_any
        self._workers = workers
        self._timeout_s = timeout_s

    async def check(self, settings: WorkspaceSettings) -> None:
        """See `domain.ports.ModelCheck`."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._ask_any(self._workers, AnalysisWorkerActor.check_models, settings)
        except UnavailableError as error:
            cause = error.detail
        except TimeoutError:
            cause = f"No answer in {self._timeout_s:g} s."
        raise UnavailableError(
            f"No analysis worker could check the model, and nothing was changed. {cause}",
            remedy="Try again in some seconds; `manta status` shows whether the workers are well.",
        )
