"""The supervisor of one embedded PostgreSQL server."""

import os
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from db.embedded import process
from db.embedded.binaries import ensure_supported
from db.embedded.cluster import SUPERUSER
from db.embedded.failure import DatabaseStartError, remedy_for
from db.embedded.layout import Layout, get_secret, write_private
from db.embedded.locks import get_manta_lock
from db.embedded.port import choose_port, is_free
from db.embedded.running import connection_url
from db.embedded.startup import Start, begin_start
from db.embedded.waiting import Progress


class PostgresServer:
    """A PostgreSQL server that lives and dies with this process.

    Owned by the process that calls `start`, on its main thread. `stop` (or leaving the context) ends it
    cleanly; if this process is killed, the kernel asks it to shut down and the next `start` waits for
    that. The data folder is the only hard state: it survives all of this, with every commit.
    A method that raised leaves no process behind.

    Args:
        data_dir: The folder of the cluster, its log, secrets and locks; made if missing, else empty or from
            an earlier start.
        port: The TCP port on 127.0.0.1; None finds a free one and keeps to it while it stays free.
        ready_timeout_s: How long a start may take; crash recovery replays up to a gigabyte of log.
    """

    def __init__(self, data_dir: Path, *, port: int | None = None, ready_timeout_s: float = 600.0) -> None:
        self._layout = Layout.at(data_dir)
        self._wanted_port = port
        self._ready_timeout_s = ready_timeout_s
        self._port: int | None = None
        self._lock_fd: int | None = None
        self._socket_dir: Path | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, on_progress: Progress | None = None) -> None:
        """Bring the server up, creating the cluster, the role and the database `manta` as needed.

        Does nothing while the server runs; after it has died by itself, starts it again.

        Args:
            on_progress: Gets a line for a person at each step, and every two seconds of waiting.

        Raises:
            ConflictError: The folder or the port is in use.
            ConfigurationError: The system, the folder or its content is not usable.
            DatabaseStartError: PostgreSQL failed; the text has the end of its log.
            RuntimeError: Not called on the main thread, with whose end the kernel would stop the server.
        """
        if self.is_running():
            return
        ensure_supported()
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("PostgresServer.start must be called on the main thread.")
        self.stop()
        try:
            self._start(on_progress or _ignore)
        except (OSError, subprocess.TimeoutExpired) as error:
            self.stop()
            raise DatabaseStartError(str(error), remedy=remedy_for(str(error))) from error
        except BaseException:
            self.stop()
            raise

    def stop(self, timeout_s: float = 10.0) -> None:
        """Shut down and reap the server: clients are disconnected, data is flushed.

        Does nothing if it is not running.

        Args:
            timeout_s: After this the server is ended without flushing; the next start then recovers.
        """
        if self._child is not None:
            process.stop(self._child, timeout_s)
            self._child = None
        if self._socket_dir is not None:
            # Inside the temporary folder nobody else would clear it away.
            shutil.rmtree(self._socket_dir, ignore_errors=True)
            self._socket_dir = None
        if self._lock_fd is not None:
            os.close(self._lock_fd)
            self._lock_fd = None

    def is_running(self) -> bool:
        """Whether the server's process is alive."""
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int | None:
        """The postmaster's process id, or None when it is not running."""
        return self._child.pid if self._child is not None and self.is_running() else None

    @property
    def url(self) -> str:
        """`postgresql://manta:<password>@127.0.0.1:<port>/manta`, once started."""
        return self._url("manta", self._layout.manta_password)

    @property
    def superuser_url(self) -> str:
        """As `url`, for the role that may do everything: for backups, and for tests that clone databases."""
        return self._url(SUPERUSER, self._layout.superuser_password)

    def _url(self, user: str, secret: Path) -> str:
        if self._port is None:
            raise RuntimeError("The server has no address before it was started.")
        return connection_url(user, get_secret(secret), self._port)

    def _start(self, report: Progress) -> None:
        account = self._layout.ensure()
        self._lock_fd = get_manta_lock(self._layout)
        with begin_start(self._layout, account, self._ready_timeout_s, report) as start:
            start.ensure_initialized()
            start.clear_leftovers()
            self._socket_dir = start.cluster.socket_dir
            start.cluster.bootstrap(self._serve(start))

    def _serve(self, start: Start) -> int:
        port = choose_port(self._wanted_port, self._find_remembered_port())
        try:
            self._child = start.serve(port)
        except DatabaseStartError:
            if self._wanted_port is not None or is_free(port):
                raise
            # Somebody took the port between our look and PostgreSQL's. Once is bad luck.
            port = choose_port(None, None)
            self._child = start.serve(port)
        self._port = port
        write_private(self._layout.port_file, str(port))
        return port

    def _find_remembered_port(self) -> int | None:
        path = self._layout.port_file
        text = path.read_text() if path.exists() else ""
        return int(text) if text.isdecimal() else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _ignore(_line: str) -> None:
    """Nobody watches."""
