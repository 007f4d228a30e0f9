"""Taking turns at a provider: so many runs at once and requests a minute for all agents of a process."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Final

from aiolimiter import AsyncLimiter
from pydantic_ai.concurrency import ConcurrencyLimiter
from pydantic_ai.usage import RunUsage

MAX_WAITING: Final = 1_024
"""Most runs that wait for their turn; a worker claims far fewer messages at once."""

DEFAULT_CONCURRENCY: Final[Mapping[str, int]] = MappingProxyType({"ollama": 4})
"""Runs at once of providers that have their own default: Ollama works on few requests at once and lets the
others wait, which would count as the model's time."""

HOSTED_CONCURRENCY: Final = 16


class Turns:
    """The line before one provider. Waiting in it is not a run's time: a slow model delays, it does not fail.

    Args:
        provider: Its name.
        concurrency: How many runs may be under way.
        rpm: Requests a minute, evenly spread; 0 is no limit. The further requests of a run, for answers that
            do not fit, are paid for by the runs after it.
    """

    def __init__(self, provider: str, concurrency: int, rpm: float = 0) -> None:
        self._places = ConcurrencyLimiter(concurrency, max_queued=MAX_WAITING, name=provider)
        self._pace = AsyncLimiter(1, 60 / rpm) if rpm else None
        self._owed = 0

    @asynccontextmanager
    async def take(self, usage: RunUsage) -> AsyncGenerator[None]:
        """Wait for a turn and keep it; `usage` is the run's, counted up by it.

        Raises:
            ConcurrencyLimitExceeded: `MAX_WAITING` wait already.
        """
        await self._places.acquire("manta")
        try:
            await self._wait_for_pace()
            yield
        finally:
            self._owed += max(0, usage.requests - 1)
            self._places.release()

    async def _wait_for_pace(self) -> None:
        if self._pace is None:
            self._owed = 0
            return
        due, self._owed = 1 + self._owed, 0
        for _ in range(due):
            await self._pace.acquire()


class Lines:
    """The lines before all providers, each made when it is first asked for.

    Args:
        concurrency: Runs at once for every provider; None is each provider's default.
        rpm: Requests a minute to each provider; 0 is no limit.
    """

    def __init__(self, concurrency: int | None = None, rpm: float = 0) -> None:
        self._concurrency = concurrency
        self._rpm = rpm
        self._turns: dict[str, Turns] = {}

    def at(self, provider: str) -> Turns:
        """Return the line before `provider`, the same one every time."""
        if provider not in self._turns:
            concurrency = self._concurrency or DEFAULT_CONCURRENCY.get(provider, HOSTED_CONCURRENCY)
            self._turns[provider] = Turns(provider, concurrency, self._rpm)
        return self._turns[provider]
