"""Questions to processes that may end while they are asked."""

import psutil


def alive(process: psutil.Process) -> bool:
    """Whether a process still runs; one that only waits to be reaped does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def name_of(process: psutil.Process) -> str:
    """Return a process's name, an empty one when it has ended."""
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


def tree_of(pid: int) -> list[psutil.Process]:
    """Return a process and all below it, the process itself first; nothing when it has ended."""
    try:
        leader = psutil.Process(pid)
        return [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
