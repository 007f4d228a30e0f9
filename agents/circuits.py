"""Circuit breakers: a model that fails several times in a row is left alone for a while."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState

from domain.errors import AnalysisError


class Circuits:
    """One circuit for each agent and model, so that a working agent does not hide that another one fails.

    Args:
        failures: How many failures in a row open a circuit.
        reset_s: How long it stays open; then the next run tries the model again.
    """

    def __init__(self, failures: int = 5, reset_s: float = 30.0) -> None:
        self._breakers = AsyncCircuitBreakerFactory(default_threshold=failures, default_ttl=reset_s)

    @asynccontextmanager
    async def watch(self, model: str, agent: str) -> AsyncGenerator[None]:
        """Count what goes wrong inside.

        Raises:
            AnalysisError: The circuit is open; nothing inside is run.
        """
        breaker = await self._breakers.get_breaker(f"{agent} {model}")
        try:
            await breaker.__aenter__()
        except OpenedState as error:
            detail = f"{model} has failed several times and is left alone for a while."
            raise AnalysisError(detail) from error
        try:
            yield
        except BaseException as error:
            await breaker.__aexit__(type(error), error, error.__traceback__)
            raise
        await breaker.__aexit__(None, None, None)
