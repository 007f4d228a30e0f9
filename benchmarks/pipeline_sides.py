"""The pipelines that are compared: how each is filled, run, watched and checked."""

import asyncio
import os
import subprocess
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from benchmarks.corpus import message
from benchmarks.database import MANTA, BenchDatabase
from benchmarks.free_findings import EVERY_VARIABLE, TASK_EVERY
from benchmarks.http import BenchmarkError
from benchmarks.peers.running import Seed
from benchmarks.processes import child, python_module
from db.accept import MessageStore
from db.pool import Database
from domain.message import NewMessage
from domain.workspace import MAIN_WORKSPACE

SEED = "seed"
"""The database of the seed's design."""

STORED_AT_ONCE = 200
"""As in an import."""


CountDone = Callable[[], Awaitable[int]]
"""Tells how many messages have their results."""

_MANTA_DONE = "SELECT count(*) FROM analyses"
_MANTA_RIGHT = """
SELECT count(*) FROM messages m JOIN inbox i ON i.message_id = m.id JOIN analyses a ON a.message_id = m.id
WHERE i.state = 'done' AND a.is_actionable::int = (
    SELECT count(*) FROM task_messages t WHERE t.message_id = m.id)
"""
_SEED_DONE = "SELECT count(*) FROM seed_analyses"
_SEED_RIGHT = f"""
SELECT count(*) FROM seed_messages m JOIN seed_analyses a ON a.message_id = m.id
WHERE m.status = 'analyzed' AND (m.id % {TASK_EVERY} = 0)::int = (
    SELECT count(*) FROM seed_tasks t WHERE t.message_id = m.id)
"""  # noqa: S608 - a constant


class Side(Protocol):
    """One of the compared pipelines."""

    @property
    def name(self) -> str:
        """What it is called in the figures."""
        ...

    @property
    def messages(self) -> int:
        """How many messages a round has."""
        ...

    @property
    def servers(self) -> Mapping[str, int]:
        """The process ids of the servers it works with, whose processor time counts, by name."""
        ...

    def fill(self) -> None:
        """Put the messages into its queue."""
        ...

    def running_worker(self) -> AbstractContextManager[subprocess.Popen[bytes]]:
        """Run its worker."""
        ...

    def counting(self) -> AbstractAsyncContextManager[CountDone]:
        """Hold a connection to count on."""
        ...

    async def count_right(self) -> int:
        """Return how many messages have their result exactly once."""
        ...

    async def forget(self) -> None:
        """Remove all messages and results."""
        ...


@dataclass(frozen=True)
class MantaSide:
    """Manta's worker on its real inbox."""

    messages: int
    database: BenchDatabase
    folder: Path
    name: str = "manta"

    @property
    def servers(self) -> Mapping[str, int]:
        """See `Side`."""
        return {"PostgreSQL": self.database.pid}

    def fill(self) -> None:
        """Store messages as an import does."""
        asyncio.run(self._fill())

    async def _fill(self) -> None:
        async with Database(self.database.url, max_size=1) as database:
            store = MessageStore(database)
            for first in range(0, self.messages, STORED_AT_ONCE):
                numbers = range(first, min(first + STORED_AT_ONCE, self.messages))
                await store.store([(MAIN_WORKSPACE, _new_message(number)) for number in numbers])
        await self.database.execute(MANTA, "ANALYZE messages, chats, inbox", "CHECKPOINT")

    @contextmanager
    def running_worker(self) -> Generator[subprocess.Popen[bytes]]:
        """See `Side`."""
        told = {"DATABASE_URL": self.database.url, EVERY_VARIABLE: str(TASK_EVERY)}
        log = self.folder / "free-worker.log"
        with child(python_module("benchmarks.free_worker"), os.environ | told, log) as process:
            yield process

    def counting(self) -> AbstractAsyncContextManager[CountDone]:
        """See `Side`."""
        return self.database.counting(MANTA, _MANTA_DONE)

    async def count_right(self) -> int:
        """See `Side`: done in the queue, and a task if and only if there is work."""
        return await self.database.count(MANTA, _MANTA_RIGHT)

    async def forget(self) -> None:
        """See `Side`."""
        await self.database.execute(MANTA, "TRUNCATE messages, chats, events CASCADE")


@dataclass(frozen=True)
class SeedSide:
    """The seed's worker, a job for each message."""

    messages: int
    database: BenchDatabase
    seed: Seed
    name: str = "seed"

    @property
    def servers(self) -> Mapping[str, int]:
        """See `Side`."""
        return {"PostgreSQL": self.database.pid, "NATS": self.seed.queue.pid}

    def fill(self) -> None:
        """Store rows, and kick their jobs."""
        self.seed.fill(self.messages, "analyse")
        asyncio.run(self.database.execute(SEED, "ANALYZE", "CHECKPOINT"))

    def running_worker(self) -> AbstractContextManager[subprocess.Popen[bytes]]:
        """See `Side`."""
        return self.seed.running_worker()

    def counting(self) -> AbstractAsyncContextManager[CountDone]:
        """See `Side`."""
        return self.database.counting(SEED, _SEED_DONE)

    async def count_right(self) -> int:
        """See `Side`."""
        return await self.database.count(SEED, _SEED_RIGHT)

    async def forget(self) -> None:
        """See `Side`."""
        await self.seed.queue.forget()
        await self.database.execute(SEED, "TRUNCATE seed_messages RESTART IDENTITY CASCADE")


@dataclass(frozen=True)
class SameRowsSide:
    """The seed's worker, writing for each message the rows that Manta writes, in Manta's tables."""

    manta: MantaSide
    seed: Seed
    name: str = "seed, the same rows"

    @property
    def messages(self) -> int:
        """See `Side`."""
        return self.manta.messages

    @property
    def servers(self) -> Mapping[str, int]:
        """See `Side`."""
        return {**self.manta.servers, "NATS": self.seed.queue.pid}

    def fill(self) -> None:
        """Store messages as Manta does, and kick their jobs."""
        self.manta.fill()
        self.seed.kick()

    def running_worker(self) -> AbstractContextManager[subprocess.Popen[bytes]]:
        """See `Side`."""
        return self.seed.running_worker("same_rows")

    def counting(self) -> AbstractAsyncContextManager[CountDone]:
        """See `Side`."""
        return self.manta.counting()

    async def count_right(self) -> int:
        """See `Side`."""
        return await self.manta.count_right()

    async def forget(self) -> None:
        """See `Side`."""
        await self.seed.queue.forget()
        await self.manta.forget()


@dataclass(frozen=True)
class NoopSide(SeedSide):
    """The seed's queue alone: its jobs do nothing, and an acknowledged one is done."""

    name: str = "seed, no-op jobs"

    def fill(self) -> None:
        """Store rows, and kick jobs that do nothing."""
        self.seed.fill(self.messages, "do_nothing")
        asyncio.run(self.database.execute(SEED, "ANALYZE", "CHECKPOINT"))

    @asynccontextmanager
    async def counting(self) -> AsyncGenerator[CountDone]:
        """See `Side`."""
        async with self.seed.queue.counting() as count_left:

            async def count_done() -> int:
                return self.messages - await count_left()

            yield count_done

    async def count_right(self) -> int:
        """See `Side`."""
        async with self.counting() as count_done:
            return await count_done()


async def ensure_right(side: Side) -> None:
    """Pass when every message has its result exactly once: a pipeline that loses some measures nothing.

    Raises:
        BenchmarkError: One has none, or several.
    """
    right = await side.count_right()
    if right != side.messages:
        raise BenchmarkError(f"{right} of {side.messages} messages of {side.name} have their result once")


def _new_message(number: int) -> NewMessage:
    told = message(f"fill-{number}", number)
    return NewMessage(
        external_id=told["id"],
        content=told["content"],
        author=told["author"],
        chat_id=told["chat_id"],
        sent_at=datetime.fromisoformat(told["timestamp"]),
    )
