"""Child processes that end with their owner, and what they cost in processor time."""

import subprocess
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import httpx2
import psutil

from benchmarks.environment import ROOT
from benchmarks.http import BenchmarkError

POLL_S = 0.02
STOP_TIMEOUT_S = 90.0


@contextmanager
def child(
    command: Sequence[str], environment: Mapping[str, str], log: Path, cwd: Path = ROOT
) -> Generator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own, so that Ctrl-C reaches it only through us; stop it after.

    Args:
        command: Program and arguments.
        environment: The whole environment.
        log: File that gets its output.
        cwd: Folder it runs in; Manta reads an `.env` there.
    """
    with log.open("ab") as stream:
        process = subprocess.Popen(  # noqa: S603 - our own programs
            command,
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, insist after `STOP_TIMEOUT_S`, and reap it."""
    process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_healthy(process: subprocess.Popen[bytes], url: str, timeout_s: float, log: Path) -> None:
    """Return at the first 200 of `url`.

    Raises:
        BenchmarkError: The process ended, or it took too long.
    """
    deadline = monotonic() + timeout_s
    with httpx2.Client(timeout=5.0) as client:
        while monotonic() < deadline:
            if process.poll() is not None:
                raise BenchmarkError(f"{process.args!r} ended with {process.returncode}, see {log}")
            if _is_healthy(client, url):
                return
            sleep(POLL_S)
    raise BenchmarkError(f"{url} did not answer within {timeout_s:g} s, see {log}")


def _is_healthy(client: httpx2.Client, url: str) -> bool:
    try:
        return client.get(url).is_success
    except httpx2.TransportError:
        return False


def python_module(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this environment."""
    return [sys.executable, "-m", module, *arguments]


def family(pid: int) -> list[psutil.Process]:
    """Return a process and everything below it."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def find_descendant(pid: int, title: str) -> psutil.Process:
    """Return the process below `pid` whose command line has `title`.

    Raises:
        BenchmarkError: There is none.
    """
    for process in family(pid):
        if title in title_of(process):
            return process
    raise BenchmarkError(f"no process {title!r} below {pid}")


def proportional_bytes(process: psutil.Process) -> int:
    """Return a process's memory in bytes, what it shares with others in proportion."""
    return int(process.memory_full_info().pss)


def cpu_by_title(pid: int, titles: Mapping[str, str]) -> dict[str, float]:
    """Return the processor seconds spent so far below `pid`, by the first title that fits.

    Args:
        pid: The topmost process.
        titles: What to call the processes whose command line has a text; the rest is `other`.
    """
    return _sum_by_title(pid, titles, _spent_s)


def bytes_by_title(pid: int, titles: Mapping[str, str]) -> dict[str, float]:
    """Return the proportional memory below `pid` in bytes, by title as in `cpu_by_title`."""
    return _sum_by_title(pid, titles, proportional_bytes)


def _sum_by_title(
    pid: int, titles: Mapping[str, str], measure: Callable[[psutil.Process], float]
) -> dict[str, float]:
    sums = dict.fromkeys([*titles.values(), "other"], 0.0)
    for process in family(pid):
        title = title_of(process)
        name = next((name for text, name in titles.items() if text in title), "other")
        with suppress(psutil.Error):  # it ended meanwhile
            sums[name] += measure(process)
    return sums


def title_of(process: psutil.Process) -> str:
    """Return the command line of a process, nothing once it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return ""


def _spent_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
