"""The steps of a start, in their order: lock the folder, prepare the cluster, serve it."""

import os
import signal
import subprocess
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db.embedded.account import Account
from db.embedded.binaries import ensure_binaries, find_wheel
from db.embedded.cluster import Cluster
from db.embedded.failure import start_error
from db.embedded.layout import Layout, ensure_owned_dir, open_private
from db.embedded.locks import find_lock
from db.embedded.process import Surroundings, has_ended, spawn, stop
from db.embedded.running import ServerStatus, find_pid_file, list_processes, serves
from db.embedded.waiting import Progress, wait_until
from domain.errors import ConflictError

_LARGEST_LOG = 10_000_000  # bytes
_ORPHAN_TIMEOUT_S = 60.0  # a shutdown checkpoint of a few hundred MB on a slow disk


@dataclass(frozen=True, slots=True)
class Start:
    """One attempt to start: the cluster, open files that its processes inherit, and who watches.

    Args:
        cluster: What is started.
        lock_fd: The folder's server lock, held.
        log_fd: The log, open for appending.
        timeout_s: How long the server may take until it is ready.
        report: Gets lines for a person.
    """

    cluster: Cluster
    lock_fd: int
    log_fd: int
    timeout_s: float
    report: Progress

    def ensure_initialized(self) -> None:
        """Run `initdb` unless that is done already.

        Raises:
            DatabaseStartError: It failed.
        """
        if self.cluster.exists():
            return
        self.report("Creating the database (first start)")
        since = os.fstat(self.log_fd).st_size
        folder = self.cluster.begin()
        child = spawn(self.cluster.initdb_command(), self._surroundings(folder))
        try:
            failed = child.wait() != 0
        finally:
            stop(child, timeout_s=5)
        if failed:
            raise start_error("PostgreSQL's initdb failed", self.cluster.layout.log, since)
        self.cluster.commit()

    def clear_leftovers(self) -> None:
        """Remove what a killed server left behind. Holding the lock proves that it has no process any more.

        Raises:
            ConflictError: Somebody runs a PostgreSQL here by other means, without our lock.
        """
        pid_file = self.cluster.layout.pid_file
        found = find_pid_file(pid_file)
        if found is not None and serves(found.pid, self.cluster.layout.pgdata):
            raise ConflictError(
                f"A PostgreSQL not started by Manta (process {found.pid}) serves {pid_file.parent}.",
                remedy=f"Stop it with `kill -INT {found.pid}`, then start Manta.",
            )
        pid_file.unlink(missing_ok=True)
        ensure_owned_dir(self.cluster.socket_dir, self.cluster.account)
        for socket in self.cluster.socket_dir.iterdir():
            socket.unlink()

    def serve(self, port: int) -> subprocess.Popen[bytes]:
        """Start the postmaster and return it when it takes connections.

        Raises:
            DatabaseStartError: It ended, or was not ready in time (then it has been stopped).
        """
        self.report("Starting PostgreSQL")
        since = os.fstat(self.log_fd).st_size
        child = spawn(self.cluster.postgres_command(port), self._surroundings(self.cluster.layout.pgdata))
        try:
            self._wait_until_ready(child, since)
        except BaseException:
            stop(child, timeout_s=10)
            raise
        return child

    def _wait_until_ready(self, child: subprocess.Popen[bytes], since: int) -> None:
        log = self.cluster.layout.log

        def is_decided() -> bool:
            return has_ended(child, 0) or self._is_ready(child.pid)

        in_time = wait_until(
            is_decided,
            self.timeout_s,
            "Waiting for PostgreSQL, which may be recovering from a crash",
            self.report,
        )
        if not in_time:
            raise start_error(f"PostgreSQL was not ready after {self.timeout_s:.0f} s", log, since)
        if has_ended(child, 0):
            raise start_error(f"PostgreSQL ended with code {child.returncode}", log, since)

    def _is_ready(self, pid: int) -> bool:
        found = find_pid_file(self.cluster.layout.pid_file)
        return found is not None and found.pid == pid and found.status is ServerStatus.READY

    def _surroundings(self, folder: Path) -> Surroundings:
        return Surroundings(self.cluster.account, folder, self.log_fd, self.lock_fd)


@contextmanager
def begin_start(layout: Layout, account: Account, timeout_s: float, report: Progress) -> Generator[Start]:
    """Open a start of `layout`, whose Manta lock the caller holds; closes our copies of its files after.

    Raises:
        ConflictError: A server of an earlier run does not come to its end.
        ConfigurationError: The programs are missing.
    """
    with ExitStack() as files:
        lock_fd = _get_server_lock(layout, report)
        files.callback(os.close, lock_fd)
        log_fd = _open_log(layout)
        files.callback(os.close, log_fd)
        cluster = Cluster(layout, account, ensure_binaries(find_wheel(), account, layout.root))
        yield Start(cluster, lock_fd, log_fd, timeout_s, report)


def _get_server_lock(layout: Layout, report: Progress) -> int:
    """Wait until no PostgreSQL process of an earlier run is left, and keep others from coming."""
    lock_fd = find_lock(layout.server_lock)
    if lock_fd is not None:
        return lock_fd
    _ask_orphan_to_stop(layout)
    taken: list[int] = []

    def is_taken() -> bool:
        taken.extend(fd for fd in [find_lock(layout.server_lock)] if fd is not None)
        return bool(taken)

    doing = "Waiting for the PostgreSQL of an earlier run to shut down"
    if not wait_until(is_taken, _ORPHAN_TIMEOUT_S, doing, report):
        pids = " ".join(str(pid) for pid in list_processes(layout.pgdata))
        raise ConflictError(
            f"The PostgreSQL of an earlier run is still at work in {layout.root} (processes {pids}).",
            remedy=f"Wait until it has shut down, or end it with `kill -QUIT {pids}`; its data stays safe.",
        )
    return taken[0]


def _ask_orphan_to_stop(layout: Layout) -> None:
    """Its supervisor is gone (we hold the lock), so it should be stopping; a repeated SIGINT does no harm."""
    found = find_pid_file(layout.pid_file)
    if found is not None and serves(found.pid, layout.pgdata):
        with suppress(ProcessLookupError):
            os.kill(found.pid, signal.SIGINT)


def _open_log(layout: Layout) -> int:
    log_fd = open_private(layout.log, os.O_WRONLY | os.O_APPEND)
    if os.fstat(log_fd).st_size > _LARGEST_LOG:
        os.ftruncate(log_fd, 0)
    return log_fd
