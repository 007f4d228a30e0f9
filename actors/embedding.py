"""The embedder as other processes reach it: any analysis worker that answers."""

from collections.abc import Sequence
from itertools import count

from actors.analysis_worker import AnalysisWorkerActor
from actors.calls import Directory
from actors.roster import WORKER
from domain.analysis import Embedding


class EmbedderHandle:
    """`domain.ports.Embedder` in the analysis workers, which are asked in turn.

    A call changes nothing, so when one worker is away the next is asked; who calls bounds the whole.

    Args:
        directory: Finds the workers; its time-out bounds each try.
        workers: How many there are.
    """

    def __init__(self, directory: Directory, workers: int) -> None:
        self._directory = directory
        self._workers = workers
        self._turns = count()

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """See `domain.ports.Embedder`.

        Raises:
            UnavailableError: No worker answers.
        """
        first = next(self._turns)
        names = [WORKER.instance((first + turn) % self._workers) for turn in range(self._workers)]
        return await self._directory.ask_any(names, AnalysisWorkerActor.embed, texts)
