"""Choosing the TCP port on 127.0.0.1."""

import socket

from domain.errors import ConflictError

HOST = "127.0.0.1"


def choose_port(wanted: int | None, remembered: int | None) -> int:
    """The port to start on: `wanted`, or else `remembered` if it is still free, or else any free one.

    Raises:
        ConflictError: `wanted` is taken.
    """
    if wanted is not None:
        if is_free(wanted):
            return wanted
        raise ConflictError(
            f"Port {wanted} on {HOST} is taken by another program.",
            remedy="Stop that program, or configure another port or none (then a free one is found).",
        )
    if remembered is not None and is_free(remembered):
        return remembered
    return _bind(0)


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now."""
    try:
        _bind(port)
    except OSError:
        return False
    return True


def _bind(port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as PostgreSQL does
        probe.bind((HOST, port))
        name: tuple[str, int] = probe.getsockname()
        return name[1]
