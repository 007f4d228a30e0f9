"""A small system with its writers and watchers, and the verdict over what they saw."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx2

from actors.background import Background
from tests.chaos.cache import list_stale
from tests.chaos.checker import Invariant, Verdict, judge, read_stored
from tests.chaos.history import Journal, read_history
from tests.chaos.recorder import install_recorder
from tests.chaos.small import MAX_ATTEMPTS, Parts, SmallManta, running
from tests.chaos.watcher import Watcher
from tests.chaos.writer import Writer
from tests.support.polling import wait_until_async

_PENDING = "SELECT count(*) FROM inbox WHERE state = 'pending'"
_NEWEST = "SELECT last_seq FROM event_counters WHERE workspace_id = 1"


@dataclass
class Bench:
    """What a script of faults works with."""

    system: SmallManta
    journal: Journal
    history: Path
    client: httpx2.AsyncClient
    watchers: list[Watcher] = field(default_factory=list[Watcher], init=False)
    background: Background = field(default_factory=Background, init=False)
    _prefixes: "count[int]" = field(default_factory=count, init=False)

    def new_writer(self, chats: int = 1, rate: float = 1000.0) -> Writer:
        """Return a writer with chats of its own."""
        number = next(self._prefixes)
        return Writer(self.client, self.journal, seed=number, chats=chats, rate=rate, prefix=f"w{number}")

    async def write(self, each: int = 1, chats: int = 1) -> None:
        """Write messages to new chats, `each` per chat, and return when all are acknowledged."""
        await self.new_writer(chats).run(each)

    def watch(self) -> Watcher:
        """Start a watcher."""
        name = f"watcher-{len(self.watchers)}"
        watcher = Watcher(self.system.url, self.system.key, self.journal, name)
        self.watchers.append(watcher)
        self.background.start(name, watcher.run)
        return watcher

    async def newest(self) -> int:
        """Return the newest event's number."""
        return await self.system.number(_NEWEST)

    async def hear_beyond(self, watcher: Watcher, seq: int) -> None:
        """Write until the watcher has heard an event after `seq`: it listens then, whatever it missed."""

        async def is_heard() -> bool:
            await self.write()
            return watcher.last_seq > seq

        await wait_until_async(is_heard)

    async def settle(self) -> None:
        """Wait until every message has ended and every watcher has come to the newest event."""
        await wait_until_async(self._is_ended, timeout_s=20)
        newest = await self.newest()
        await wait_until_async(lambda: all(watcher.last_seq >= newest for watcher in self.watchers))

    async def verdict(self) -> Verdict:
        """Return the verdict over a system that has settled."""
        # One more than the setting: the look that finds that they are used up counts as well.
        allowed = MAX_ATTEMPTS + 1
        stored = await read_stored(self.system.database_url)
        verdict = judge(read_history([self.history]), stored, allowed)
        verdict.offenders[Invariant.CACHE] = await list_stale(self.client, self.system.database_url)
        return verdict

    async def _is_ended(self) -> bool:
        return await self.system.number(_PENDING) == 0


def broken(verdict: Verdict) -> set[Invariant]:
    """Return the invariants that did not hold."""
    return {invariant for invariant, offenders in verdict.offenders.items() if offenders}


@asynccontextmanager
async def bench_of(database_url: str, parts: Parts, folder: Path) -> AsyncGenerator[Bench]:
    """Lend a running system with a recorder in its database and nobody at work yet."""
    await install_recorder(database_url)
    history = folder / "history.jsonl"
    with Journal(history) as journal:
        async with running(database_url, parts) as system, _client(system) as client:
            bench = Bench(system, journal, history, client)
            try:
                yield bench
            finally:
                await bench.background.stop()


def _client(system: SmallManta) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {system.key}"}
    return httpx2.AsyncClient(base_url=system.url, headers=headers, trust_env=False)
