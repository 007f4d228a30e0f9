"""An analyst that answers although its model does not: a circuit breaker, and a model that stands in."""

from collections.abc import Callable
from functools import cached_property

from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState

from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError
from domain.ports import Analyst


class ResilientAnalyst:
    """`domain.ports.Analyst` over one that may fail.

    After `failures` failures in a row the model is left alone for `reset_s` seconds; then the next message
    tries it again. Whatever the model can't answer meanwhile is answered by the stand-in, and the findings
    say so and why, so that they can be made anew later.

    Args:
        primary: Asks the configured model.
        make_stand_in: Returns who answers instead; called once, when it is needed. None: nobody does.
        failures: How many failures in a row open the circuit.
        reset_s: How long it stays open.
    """

    def __init__(
        self,
        primary: Analyst,
        make_stand_in: Callable[[], Analyst] | None,
        *,
        failures: int = 5,
        reset_s: float = 30.0,
    ) -> None:
        self._primary = primary
        self._make_stand_in = make_stand_in
        self._circuits = AsyncCircuitBreakerFactory(default_threshold=failures, default_ttl=reset_s)

    @property
    def model(self) -> str:
        """Return the name of the model that answers when all is well."""
        return self._primary.model

    async def analyse(self, message: MessageContext) -> Findings:
        """See `domain.ports.Analyst`.

        Raises:
            AnalysisError: The model gave no valid answer, and nobody stands in.
        """
        try:
            return await self._ask(message)
        except AnalysisError as error:
            if self._stand_in is None:
                raise
            findings = await self._stand_in.analyse(message)
            return findings.model_copy(update={"fallback": error.detail})

    async def _ask(self, message: MessageContext) -> Findings:
        try:
            async with await self._circuits.get_breaker(self._primary.model):
                return await self._primary.analyse(message)
        except OpenedState as error:
            detail = f"{self._primary.model} has failed several times and is left alone for a while."
            raise AnalysisError(detail) from error

    @cached_property
    def _stand_in(self) -> Analyst | None:
        return self._make_stand_in() if self._make_stand_in is not None else None
