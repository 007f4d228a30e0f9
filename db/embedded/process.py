"""Starting and stopping PostgreSQL's programs as children that never outlive Manta."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.embedded.account import Account

_LAUNCHER = Path(__file__).with_name("launch.py")
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH")
# PostgreSQL itself kills what does not follow an immediate shutdown within 5 s; better it than we, since
# a postmaster that we kill leaves its stuck children behind.
_IMMEDIATE_TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a child gets from us: an account, a working folder, open files for its output and its lock."""

    account: Account
    cwd: Path
    output_fd: int
    lock_fd: int


def spawn(command: Sequence[str | Path], surroundings: Surroundings) -> subprocess.Popen[bytes]:
    """Start a program that gets SIGINT when the calling *thread* ends (see prctl(2)).

    It leads a session of its own, so Ctrl-C in the terminal does not reach it, and it sees no
    environment but what it needs: the tokens in ours are not its account's business.
    """
    account = surroundings.account
    launcher = [sys.executable, "-I", "-S", _LAUNCHER, str(os.getpid()), str(account.uid), str(account.gid)]
    return subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        [*launcher, *command],
        cwd=surroundings.cwd,
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=surroundings.output_fd,
        stderr=surroundings.output_fd,
        pass_fds=[surroundings.lock_fd],
        start_new_session=True,
    )


def child_environment() -> dict[str, str]:
    """A clean environment: without PGPORT and the like, and in English UTF-8."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def stop(child: subprocess.Popen[bytes], timeout_s: float) -> None:
    """End `child` cleanly within `timeout_s`, else roughly; returns when it is gone and reaped.

    The steps are PostgreSQL's fast and immediate shutdown, then the kernel's last word, see
    https://www.postgresql.org/docs/18/server-shutdown.html.
    """
    steps = ((signal.SIGINT, timeout_s), (signal.SIGQUIT, _IMMEDIATE_TIMEOUT_S), (signal.SIGKILL, None))
    for step, patience_s in steps:
        child.send_signal(step)  # does nothing once the child has been reaped
        if has_ended(child, patience_s):
            return


def has_ended(child: subprocess.Popen[bytes], patience_s: float | None) -> bool:
    """Wait up to `patience_s` (None: for ever) for `child` to end; reaps it."""
    try:
        child.wait(patience_s)
    except subprocess.TimeoutExpired:
        return False
    return True
