"""The processes a system consists of besides its own: started, watched, started again, stopped."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from domain.errors import UnavailableError

_LAUNCHER = Path(__file__).with_name("launch.py")
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h

GRACE_S = 5.0
"""How long processes may take to vanish after a kill."""


@dataclass
class Child:
    """One of our modules as a process of its own, which dies with us.

    Args:
        name: What a person calls it.
        module: What it runs.
        stop_timeout_s: How long it may take to end in an orderly way.
    """

    name: str
    module: str
    stop_timeout_s: float = 10.0
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int | None:
        """Its process id, None while it does not run."""
        return self._process.pid if self._process is not None and self.is_running() else None

    @property
    def exit_code(self) -> int | None:
        """What its last life ended with, None while it runs or before its first."""
        return None if self._process is None else self._process.poll()

    def is_running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it with our environment as it is now; Ctrl-C in the terminal reaches only us."""
        launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [*launcher, sys.executable, "-m", self.module], stdin=subprocess.DEVNULL, process_group=0
        )

    def stop(self) -> None:
        """Ask it to end and wait; what does not end in time is killed."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(self.stop_timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies, so that none of them is lost sight of.

    Where the system can't do that, what a killed cluster leaves is found by `cli.leftovers`.

    Raises:
        UnavailableError: The kernel refused.
    """
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1) != 0:
        raise UnavailableError(f"prctl: {os.strerror(ctypes.get_errno())}")


def kill_orphans(known: Iterable[int | None]) -> int:
    """Kill our children that are none of the `known` pids, with all below them; return how many there were.

    What a cluster leaves behind when it dies holds ports and memory that the next one needs.
    """
    kept = set(known)
    strangers = [child for child in psutil.Process().children() if child.pid not in kept]
    family = [below for child in strangers for below in [child, *_descendants(child)]]
    for process in family:
        _kill(process)
    psutil.wait_procs(family, timeout=GRACE_S)  # which also reaps those that are ours by now
    return len(family)


def reap_orphans(known: Iterable[int | None]) -> None:
    """Take note of adopted processes that have ended, so that they don't stay as zombies."""
    kept = set(known)
    for child in psutil.Process().children():
        if child.pid not in kept and _is_zombie(child):
            psutil.wait_procs([child], timeout=0)


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _is_zombie(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
