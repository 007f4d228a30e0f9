"""Trials of models in an analysis worker: bounded in time, one at once for each workspace."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from domain.errors import OverloadedError, UnavailableError
from domain.models import Trial

TRIAL_S: Final = 55.0
"""How long the samples of one trial may take together; below how long one waits for the worker."""

_SLOW: Final = "`manta models test` waits longer; a smaller model answers sooner."

RunTrial = Callable[[str], Awaitable[Sequence[Trial]]]
"""Lets the agents read the samples by a model."""


class Trials:
    """Runs trials; owned by a worker, and forgotten with it.

    Args:
        run: Runs one.
        timeout_s: Bound on one.
    """

    def __init__(self, run: RunTrial, timeout_s: float = TRIAL_S) -> None:
        self._run = run
        self._timeout_s = timeout_s
        self._under_way: set[int] = set()

    async def try_model(self, workspace_id: int, model: str) -> list[Trial]:
        """See `domain.models.ModelDesk`."""
        if workspace_id in self._under_way:
            detail = "A trial of a model is under way in this workspace."
            raise OverloadedError(detail, remedy="Try again when it has ended, within a minute.")
        self._under_way.add(workspace_id)
        try:
            async with asyncio.timeout(self._timeout_s):
                return list(await self._run(model))
        except TimeoutError:
            detail = f"The model {model!r} did not read the samples in {self._timeout_s:g} s."
            raise UnavailableError(detail, remedy=_SLOW) from None
        finally:
            self._under_way.discard(workspace_id)
