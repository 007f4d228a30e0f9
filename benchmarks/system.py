"""A Manta of the benchmark's own: `manta up` in a temporary data folder, on free ports."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep

import asyncpg
import stamina

from benchmarks.http import BenchmarkError, Target
from benchmarks.processes import POLL_S, child, find_descendant, wait_until_healthy
from cli.ports import find_free_port
from cli.state import find_state
from db.embedded.layout import Layout
from db.embedded.running import connection_url, find_running_server
from db.location import embedded_dir

START_TIMEOUT_S = 240.0
WORKER = "ray::AnalysisWorkerActor"
REST_TIMEOUT_S = 60.0
REST_LOOK_S = 0.5
REST_PERCENT = 10.0
"""Of one core: polls and pulses cost less, one message costs more."""


@dataclass(frozen=True)
class System:
    """A running Manta.

    Args:
        data_dir: Its data folder.
        url: Where its API answers.
        process: `manta up`.
        start_s: Seconds from starting it to the first 200 of /api/health.
    """

    data_dir: Path
    url: str
    process: subprocess.Popen[bytes]
    start_s: float

    @property
    def key(self) -> str:
        """Return the admin key."""
        return (self.data_dir / "admin.key").read_text().strip()

    @property
    def messages(self) -> Target:
        """Return where messages go in."""
        return Target(f"{self.url}/api/messages", self.key)

    @property
    def log(self) -> str:
        """Return what `manta up` printed so far."""
        return (self.data_dir / "bench.log").read_text()

    def wait_until_up(self) -> None:
        """Return when `manta up` is through with all its steps, some of which follow the first 200.

        Raises:
            BenchmarkError: It ended, or is not through in time.
        """
        deadline = monotonic() + START_TIMEOUT_S
        while monotonic() < deadline and self.process.poll() is None:
            state = find_state(self.data_dir)
            if state is not None and state.ready:
                return
            sleep(POLL_S)
        raise BenchmarkError(f"Manta did not come up:\n{self.log}")

    def superuser_url(self, database: str) -> str:
        """Return how the embedded server's superuser reaches a database of it.

        Raises:
            BenchmarkError: The server is not embedded, or not running.
        """
        folder = embedded_dir(self.data_dir)
        running = find_running_server(folder)
        if running is None:
            raise BenchmarkError("Manta does not run on its embedded database; unset DATABASE_URL")
        secret = Layout.at(folder).superuser_password.read_text()
        return connection_url("postgres", secret, running.port).removesuffix("manta") + database

    async def forget_messages(self) -> None:
        """Empty the tables of messages, so that every round begins alike and no analysis goes on."""
        # A worker in the middle of a transaction wants the tables in another order.
        async for attempt in stamina.retry_context(
            on=asyncpg.DeadlockDetectedError, attempts=20, wait_max=1.0
        ):
            with attempt:
                await self.execute("manta", "TRUNCATE messages, chats CASCADE")

    async def execute(self, database: str, sql: str) -> None:
        """Run a statement as superuser."""
        connection = await asyncpg.connect(self.superuser_url(database))
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    async def count(self, database: str, table: str) -> int:
        """Return how many rows a table has."""
        connection = await asyncpg.connect(self.superuser_url(database))
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a constant
        finally:
            await connection.close()

    def wait_until_analysis_rests(self) -> None:
        """Return when the analysis worker has finished what it holds: it goes on for a while without rows.

        Raises:
            BenchmarkError: It never does.
        """
        worker = find_descendant(self.process.pid, WORKER)
        deadline = monotonic() + REST_TIMEOUT_S
        while monotonic() < deadline:
            if worker.cpu_percent(REST_LOOK_S) < REST_PERCENT:
                return
        raise BenchmarkError(f"the analysis worker was still busy after {REST_TIMEOUT_S:g} s")

    @contextmanager
    def paused_analysis(self) -> Generator[None]:
        """Keep the analysis worker from running at all.

        Its supervisor bears far longer silence than a round takes.
        """
        worker = find_descendant(self.process.pid, WORKER)
        worker.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            worker.send_signal(signal.SIGCONT)


@contextmanager
def temporary_data_dir() -> Generator[Path]:
    """Make a data folder and remove it with everything in it."""
    with tempfile.TemporaryDirectory(prefix="manta-bench-") as folder:
        yield Path(folder)


@contextmanager
def running_system(data_dir: Path, settings: Mapping[str, str] | None = None) -> Generator[System]:
    """Start Manta in `data_dir` as a user would, with further variables, and stop it after.

    Raises:
        BenchmarkError: It did not start.
    """
    url = f"http://127.0.0.1:{find_free_port()}"
    command = [str(Path(sys.executable).with_name("manta")), "up", "--port", url.rpartition(":")[2]]
    log = data_dir / "bench.log"
    began = perf_counter()
    with child(command, _environment(data_dir) | dict(settings or {}), log, data_dir) as process:
        wait_until_healthy(process, f"{url}/api/health", START_TIMEOUT_S, log)
        yield System(data_dir, url, process, perf_counter() - began)


def _environment(data_dir: Path) -> dict[str, str]:
    """Return an environment without the user's own Manta: another database or bot must not be touched."""
    private = ("DATABASE_URL", "RAY_ADDRESS", "TELEGRAM_BOT_TOKEN", "OLLAMA_BASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in private}
    chosen = {"MANTA_DATA_DIR": str(data_dir), "MANTA_MODEL": "embedded", "MANTA_DASHBOARD": "false"}
    return kept | chosen
