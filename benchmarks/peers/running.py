"""The seed design's processes: started, and stopped by their ids."""

import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.http import BenchmarkError, Target
from benchmarks.peers.nats import Queue
from benchmarks.peers.seed_settings import DATABASE_VARIABLE, QUEUE_VARIABLE
from benchmarks.processes import child, python_module, wait_until_healthy
from cli.ports import find_free_port

START_TIMEOUT_S = 60.0
FILL_TIMEOUT_S = 300.0


@dataclass(frozen=True)
class Seed:
    """What the processes of the seed's design share.

    Args:
        database_url: A PostgreSQL database of its own.
        queue: The NATS server with its jobs.
        folder: Where logs go.
    """

    database_url: str
    queue: Queue
    folder: Path

    @contextmanager
    def running_api(self) -> Generator[tuple[Target, int]]:
        """Serve the API, and tell where messages go and the process id.

        Raises:
            BenchmarkError: It did not start.
        """
        port = find_free_port()
        log = self.folder / "seed-api.log"
        quiet = ("--no-access-log", "--log-level", "warning")
        command = python_module("uvicorn", "benchmarks.peers.seed_api:app", "--port", str(port), *quiet)
        with child(command, self._environment(), log) as process:
            wait_until_healthy(process, f"http://127.0.0.1:{port}/docs", START_TIMEOUT_S, log)
            yield Target(f"http://127.0.0.1:{port}/api/messages"), process.pid

    @contextmanager
    def running_worker(self, jobs: str = "seed_tasks") -> Generator[subprocess.Popen[bytes]]:
        """Run one worker process for the jobs of a module; it is ready when it acknowledges them.

        It does up to a hundred jobs at once, which is the default; fetching further ahead gains nothing. It
        logs warnings only, or every job would write a line.
        """
        options = ("--workers", "1", "--max-async-tasks", "100")
        settled = ("--ack-type", "when_executed", "--log-level", "WARNING")
        program = str(Path(sys.executable).with_name("taskiq"))
        command = [program, "worker", f"benchmarks.peers.{jobs}:broker", *options, *settled]
        with child(command, self._environment(), self.folder / "seed-worker.log") as process:
            yield process

    def fill(self, messages: int, task: str) -> None:
        """Store messages and kick a job for each, as `benchmarks.peers.seed_fill`.

        Raises:
            BenchmarkError: It failed; the text is its own.
        """
        self._run("seed_fill", str(messages), task)

    def kick(self) -> None:
        """Kick a job for each message of Manta's, as `benchmarks.peers.same_fill`.

        Raises:
            BenchmarkError: It failed; the text is its own.
        """
        self._run("same_fill")

    def _run(self, module: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 - our own module
            python_module(f"benchmarks.peers.{module}", *arguments),
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=FILL_TIMEOUT_S,
            check=False,
        )
        if done.returncode:
            raise BenchmarkError(f"filling the seed's queue failed: {done.stderr.strip()}")

    def _environment(self) -> Mapping[str, str]:
        return os.environ | {DATABASE_VARIABLE: self.database_url, QUEUE_VARIABLE: self.queue.url}
