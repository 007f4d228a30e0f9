"""A NATS server of the benchmark's own, and what is in the queue of the seed's design."""

import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from nats.aio.client import Client
from nats.js import JetStreamContext

from benchmarks.http import BenchmarkError
from benchmarks.peers.seed_settings import STREAM
from benchmarks.processes import POLL_S, child
from cli.ports import find_free_port, is_taken

START_TIMEOUT_S = 20.0


@dataclass(frozen=True)
class Queue:
    """A running NATS server with JetStream.

    Args:
        url: Where it answers.
        pid: Its process.
    """

    url: str
    pid: int

    @asynccontextmanager
    async def counting(self) -> AsyncGenerator[Callable[[], Awaitable[int]]]:
        """Lend a function that tells how many jobs are kept: those that nobody has acknowledged."""
        async with self._stream() as stream:

            async def count() -> int:
                return (await stream.stream_info(STREAM)).state.messages

            yield count

    async def count(self) -> int:
        """Return how many jobs are kept."""
        async with self.counting() as count:
            return await count()

    async def forget(self) -> None:
        """Remove all jobs."""
        async with self._stream() as stream:
            await stream.purge_stream(STREAM)

    @asynccontextmanager
    async def _stream(self) -> AsyncGenerator[JetStreamContext]:
        client = Client()
        await client.connect(self.url)
        try:
            yield JetStreamContext(client)
        finally:
            await client.close()


@contextmanager
def running_nats(folder: Path) -> Generator[Queue]:
    """Run a server that keeps its streams in a folder, and stop it after.

    Raises:
        BenchmarkError: It did not start.
    """
    port = find_free_port()
    program = Path(sys.executable).with_name("nats-server")
    command = [str(program), "--addr", "127.0.0.1", "--port", str(port), "--jetstream"]
    log = folder / "nats.log"
    with child([*command, "--store_dir", str(folder / "nats")], os.environ, log) as process:
        deadline = monotonic() + START_TIMEOUT_S
        while not is_taken("127.0.0.1", port):
            if process.poll() is not None or monotonic() > deadline:
                raise BenchmarkError(f"nats-server did not start, see {log}")
            sleep(POLL_S)
        yield Queue(f"nats://127.0.0.1:{port}", process.pid)
