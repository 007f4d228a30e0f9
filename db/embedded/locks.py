"""Two file locks that say exactly who is alive in a data folder.

A process id in a file can be stale, or belong to somebody else by now, or to another container. A lock
of flock(2) can't: the kernel drops it with the last process that holds the open file.
"""

import os
import sys
from pathlib import Path

from db.embedded.layout import Layout, open_private
from domain.errors import ConflictError

if sys.platform != "win32":  # elsewhere the import must work, so that the start can say what to do
    import fcntl


def is_locked(path: Path) -> bool:
    """Whether any process holds the lock on `path`.

    Takes it for a moment if not, so whoever wants to hold it must be ready to try again.
    """
    if not path.exists():
        return False
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        return not _try_lock(file, fcntl.LOCK_SH)
    finally:
        os.close(file)


def find_lock(path: Path) -> int | None:
    """Lock `path` and return the open file, or None if another process has it."""
    file = open_private(path, os.O_RDWR)
    if _try_lock(file, fcntl.LOCK_EX):
        return file
    os.close(file)
    return None


def get_manta_lock(layout: Layout) -> int:
    """Become the one Manta process of this folder; the open file holds that right.

    Raises:
        ConflictError: Another living Manta process is.
    """
    file = find_lock(layout.manta_lock)
    if file is None:
        holder = layout.manta_lock.read_text().strip() or "unknown"
        raise ConflictError(
            f"The database in {layout.root} is in use by another Manta (process {holder}).",
            remedy="Stop that one first, or give this one another data folder.",
        )
    os.ftruncate(file, 0)
    os.pwrite(file, str(os.getpid()).encode(), 0)
    return file


def _try_lock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
