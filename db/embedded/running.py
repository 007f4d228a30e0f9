"""What can be learnt about a data folder's server without starting or touching it."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

import psutil

from db.embedded.layout import Layout, get_secret
from db.embedded.locks import is_locked

_PID, _PORT, _STATUS = 0, 3, 7  # lines of postmaster.pid, see PostgreSQL's utils/pidfile.h
_SERVER_NAMES = {"postgres", "postmaster"}


class ServerStatus(StrEnum):
    """What the postmaster says of itself."""

    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A PostgreSQL server found at work.

    Args:
        pid: The postmaster's process id.
        port: Its TCP port on 127.0.0.1.
        status: Whether it takes connections.
        url: How the role `manta` reaches its database.
    """

    pid: int
    port: int
    status: ServerStatus
    url: str


@dataclass(frozen=True, slots=True)
class PidFile:
    """The complete content of a `postmaster.pid`."""

    pid: int
    port: int
    status: ServerStatus


def connection_url(user: str, password: str, port: int) -> str:
    """The URL of the local database `manta`."""
    return f"postgresql://{user}:{password}@127.0.0.1:{port}/manta"


def find_running_server(data_dir: Path) -> RunningServer | None:
    """Tell what runs over `data_dir`; None when nothing does. Starts nothing and changes nothing.

    Raises:
        ConfigurationError: The password of `manta` is missing.
        PermissionError: The folder belongs to another user.
    """
    layout = Layout.at(data_dir)
    found = find_pid_file(layout.pid_file)
    if found is None or not is_locked(layout.server_lock):
        return None
    url = connection_url("manta", get_secret(layout.manta_password), found.port)
    return RunningServer(found.pid, found.port, found.status, url)


def find_pid_file(path: Path) -> PidFile | None:
    """Read a `postmaster.pid`; None when it is missing, not yet written to its end, or garbage."""
    try:
        lines = path.read_text().splitlines()
        return PidFile(int(lines[_PID]), int(lines[_PORT]), ServerStatus(lines[_STATUS].strip()))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def list_processes(pgdata: Path) -> list[int]:
    """The ids of the processes that work in `pgdata`, as far as the system shows them to us."""
    return [process.pid for process in psutil.process_iter() if _find_cwd(process) == pgdata]


def serves(pid: int, pgdata: Path) -> bool:
    """Whether the process `pid` is a postmaster of `pgdata`: one that was started by other means than ours.

    A postmaster works in its data directory. Where the system does not show that (another account's
    process inside a container), its command line decides, and without a plain answer the answer is yes.
    """
    try:
        process = psutil.Process(pid)
        command = process.cmdline()
        if not command or Path(command[0]).name not in _SERVER_NAMES:
            return False
        return _works_in(process, command, pgdata)
    except psutil.NoSuchProcess:
        return False


def _works_in(process: psutil.Process, command: list[str], pgdata: Path) -> bool:
    cwd = _find_cwd(process)
    if cwd is not None:
        return cwd == pgdata
    named = [value for option, value in pairwise(command) if option == "-D"]
    return not named or named[0] in {str(pgdata), "/proc/self/cwd"}


def _find_cwd(process: psutil.Process) -> Path | None:
    try:
        return Path(process.cwd())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None
