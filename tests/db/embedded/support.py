"""What the tests of the embedded server share: asking the database, and a supervisor that can be killed."""

import asyncio
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import psutil

_HOLDER = Path(__file__).with_name("holder.py")
REPOSITORY = _HOLDER.parents[3]
ENVIRONMENT = {"PYTHONPATH": f"{REPOSITORY}:{sysconfig.get_path('purelib')}", "PATH": "/usr/bin:/bin"}


def ask(url: str, query: str) -> object:
    """Run one statement and return the first value of its first row."""

    async def run() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return asyncio.run(run())


def is_gone(pid: int) -> bool:
    """Whether no process `pid` works any more; a zombie that waits for a foreign parent does not."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def postgres_processes(data_dir: Path) -> list[int]:
    """The process ids of everything that works in the data folder."""
    found: list[int] = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(data_dir) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


@dataclass(frozen=True)
class Holder:
    """A process that supervises a server, see holder.py."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls, data_dir: Path) -> "Holder":
        """Start one over `data_dir`; read on with `read_server` or `read_line`."""
        command = [sys.executable, _HOLDER, data_dir]
        return cls(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT))  # noqa: S603 - ours

    def read_line(self) -> str:
        """The next line it says; empty when it has ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def read_until(self, wanted: Callable[[str], bool]) -> str:
        """The first line from here that is `wanted`."""
        while not wanted(line := self.read_line()):
            assert line, "the holder ended"
        return line

    def read_server(self) -> tuple[int, str]:
        """Wait for its server; the postmaster's process id and the URL."""
        pid, url = self.read_until(lambda line: not line.startswith("progress: ")).split()
        return int(pid), url

    def kill(self) -> None:
        """End it without a chance to clean up."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it by SIGTERM if it still runs, and reap it."""
        self.process.terminate()
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()
