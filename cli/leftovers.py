"""What a system leaves behind that was killed: HAProxy runs on, and holds the port."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import psutil

GRACE_S = 3.0
"""How long a leftover process may take to end by itself."""


def make_haproxy_home(data_dir: Path) -> Path:
    """Return a new folder for HAProxy's files, remembered in the data folder until `clear_leftovers`."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    home = Path(mkdtemp(prefix="manta-"))
    _note(data_dir).write_text(str(home))
    return home


def clear_leftovers(data_dir: Path) -> None:
    """End what an earlier system of this data folder left running, and remove its files.

    A process is known by the folder's random name in its command line, so nobody else's is touched.
    """
    note = _note(data_dir)
    if not note.exists():
        return
    home = note.read_text()
    _end([process for process in psutil.process_iter() if _mentions(process, home)])
    shutil.rmtree(home, ignore_errors=True)
    note.unlink()


def _note(data_dir: Path) -> Path:
    return data_dir / "haproxy.home"


def _mentions(process: psutil.Process, home: str) -> bool:
    try:
        return any(argument.startswith(home) for argument in process.cmdline())
    except psutil.Error:
        return False


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        _quietly(process.terminate)
    _, alive = psutil.wait_procs(processes, timeout=GRACE_S)
    for process in alive:
        _quietly(process.kill)
    psutil.wait_procs(alive, timeout=GRACE_S)


def _quietly(signal: Callable[[], None]) -> None:
    try:
        signal()
    except psutil.NoSuchProcess:
        return
