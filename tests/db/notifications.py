"""Hearing what the database tells its listeners."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Self

from db.pool import EVENTS_CHANNEL, INBOX_CHANNEL, Database, listen
from tests.support.polling import wait_until_async

_PROBE = "test_probe"


@dataclass
class Notifications:
    """What `db.pool.listen` called back with, by channel, in order."""

    database: Database
    all: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    probes: list[str] = field(default_factory=list[str])

    @classmethod
    @asynccontextmanager
    async def of(cls, database: Database) -> AsyncGenerator[Self]:
        """Listen to the channels of inbox and events while the block runs."""
        heard = cls(database)
        channels = {name: partial(heard._hear, name) for name in (INBOX_CHANNEL, EVENTS_CHANNEL)}
        listening = asyncio.create_task(listen(database.url, {**channels, _PROBE: heard.probes.append}))
        try:
            await heard.settle()
            yield heard
        finally:
            listening.cancel()
            await asyncio.wait([listening])

    def of_channel(self, channel: str) -> list[str]:
        """Return the payloads of one channel."""
        return [payload for name, payload in self.all if name == channel]

    async def settle(self) -> None:
        """Wait until everything committed before now has been heard: notifications keep their order."""
        before = len(self.probes)
        await wait_until_async(partial(self._is_heard, before))

    async def _is_heard(self, before: int) -> bool:
        async with self.database.connection() as connection:
            await connection.execute("SELECT pg_notify($1, '')", _PROBE)
        return len(self.probes) > before

    def _hear(self, channel: str, payload: str) -> None:
        self.all.append((channel, payload))
