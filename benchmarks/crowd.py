# Ray leaves the generics of these functions open.
# pyright: reportUnknownMemberType=false
"""Analysis workers on a Ray cluster of several nodes on this machine, over a model that takes a second.

The nodes are real raylets with processors that are only labels. Every run of the model takes `LATENCY_S` on
the other side of a wire, and a worker has one under way at a time: so one worker is good for a message each
`LATENCY_S` and a little, and what more workers add can be told even where they share two processors.
"""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

import asyncpg
import ray
import stamina
from ray.cluster_utils import Cluster

from actors.base import Pulse
from actors.crew import RayCrew
from actors.roster import NAMESPACE, WORKER, Post, worker_post
from actors.supervisor import Supervisor
from benchmarks.http import BenchmarkError
from benchmarks.processes import child, python_module
from cli.ports import find_free_port
from config.settings import Settings
from db import migrate
from db.accept import MessageStore
from db.embedded import PostgresServer
from db.pool import Database
from domain.errors import UnavailableError
from domain.message import NewMessage
from tests.support.polling import wait_until_async

LATENCY_S = 1.0
PROCESSORS = 4
"""Of each node: eight workers fill one."""

START_TIMEOUT_S = 900.0
_BATCH = 100
_SENT_AT = "2026-01-05T09:30:00Z"


class _Cluster(Protocol):
    address: str

    def add_node(self, *, num_cpus: int, include_dashboard: bool) -> object: ...
    def shutdown(self) -> None: ...


@dataclass
class Crowd:
    """The cluster, its supervisor and its queue."""

    cluster: _Cluster
    database: Database
    crew: RayCrew
    supervisor: Supervisor
    settings: Settings
    _nodes: int = field(default=1, init=False)

    async def grow(self, workers: int) -> None:
        """Add nodes and workers until there are so many, all at work.

        Raises:
            TimeoutError: They did not start in time.
        """
        while self._nodes * PROCESSORS < workers * WORKER.num_cpus:
            # Ray sets a signal handler, which only the main thread may; nothing else runs in this loop yet.
            self.cluster.add_node(num_cpus=PROCESSORS, include_dashboard=False)
            self._nodes += 1
        posts = [worker_post(self.settings, index) for index in range(workers)]
        for post in posts:
            self.supervisor.add(post)
        for post in posts:
            await wait_until_async(lambda post=post: self._works(post), START_TIMEOUT_S)

    async def _works(self, post: Post) -> bool:
        try:
            pulse = await self.crew.ask_pulse(post, 1)
        except UnavailableError:
            return False
        return isinstance(pulse, Pulse) and pulse.ok

    async def fill(self, messages: int) -> None:
        """Let so many messages wait, each in a chat of its own."""
        store = MessageStore(self.database)
        run = os.urandom(4).hex()
        for first in range(0, messages, _BATCH):
            numbers = range(first, min(first + _BATCH, messages))
            await store.store([(1, _message(f"{run}-{number}")) for number in numbers])

    async def clear(self) -> None:
        """Take what waits away, so that the next measurement begins alike."""
        # A worker in the middle of a transaction wants the tables in another order.
        async for attempt in stamina.retry_context(
            on=asyncpg.DeadlockDetectedError, attempts=20, wait_max=1.0
        ):
            with attempt:
                async with self.database.connection() as connection:
                    await connection.execute("TRUNCATE messages, chats CASCADE")

    async def ended_at(self) -> list[float]:
        """Return when each finished message was, in seconds, in order."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(
                "SELECT extract(epoch FROM ended_at)::float8 AS at FROM inbox WHERE state = 'done' ORDER BY 1"
            )
        return [row["at"] for row in rows]


def _message(external_id: str) -> NewMessage:
    return NewMessage.model_validate(
        {
            "external_id": external_id,
            "content": f"The build {external_id} is green again",
            "author": "anna",
            "chat_id": external_id,
            "sent_at": _SENT_AT,
        }
    )


@asynccontextmanager
async def crowd(folder: Path, settings: dict[str, int]) -> AsyncGenerator[Crowd]:
    """Lend a cluster with one node and no worker yet.

    Args:
        folder: For the database and logs.
        settings: How many workers there are at least, and at most.

    Raises:
        BenchmarkError: The model's server did not start.
    """
    with _database(folder / "cluster") as url, _model(folder) as model, _environment(url, model):
        await asyncio.to_thread(migrate.upgrade, url)
        cluster = cast(
            "_Cluster",
            Cluster(
                initialize_head=True, head_node_args={"num_cpus": PROCESSORS, "include_dashboard": False}
            ),
        )
        ray.init(cluster.address, namespace=NAMESPACE, log_to_driver=False, logging_level=logging.ERROR)
        try:
            async with _supervised(cluster, url, Settings.model_validate(settings)) as lent:
                yield lent
        finally:
            ray.shutdown()
            cluster.shutdown()


@asynccontextmanager
async def _supervised(cluster: _Cluster, url: str, settings: Settings) -> AsyncGenerator[Crowd]:
    crew = RayCrew()
    supervisor = Supervisor([], crew, 1)
    async with Database(url) as database:
        lent = Crowd(cluster, database, crew, supervisor, settings)
        running = asyncio.create_task(supervisor.run())
        try:
            yield lent
        finally:
            running.cancel()
            await asyncio.wait({running})


@contextmanager
def _database(folder: Path) -> Generator[str]:
    with PostgresServer(folder) as server:
        yield server.url


@contextmanager
def _model(folder: Path) -> Generator[str]:
    port = find_free_port()
    command = python_module("tests.fakes.llm", "--port", str(port), "--latency-s", str(LATENCY_S))
    with child(command, os.environ, folder / "model.log") as process:
        yield f"http://127.0.0.1:{port}"
        if process.poll() is not None:
            raise BenchmarkError(f"the model's server ended, see {folder / 'model.log'}")


@contextmanager
def _environment(url: str, model: str) -> Generator[None]:
    """Set what the nodes, and with them the workers, inherit; put back what was there after."""
    chosen = {
        "DATABASE_URL": url,
        "MANTA_MODEL": "ollama:fake",
        "OLLAMA_BASE_URL": model,
        "MANTA_MODEL_CONCURRENCY": "1",
        "MANTA_MODEL_FALLBACK": "false",
        "OMP_NUM_THREADS": "1",
        "RAY_worker_niceness": "0",
        "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
        "RAY_USAGE_STATS_ENABLED": "0",
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
    }
    before = dict(os.environ)
    os.environ.pop("RAY_ADDRESS", None)
    os.environ.update(chosen)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
