"""Looking at ports."""

import socket

from domain.errors import ConflictError


def find_free_port() -> int:
    """Return a port on 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(host: str, port: int) -> bool:
    """Whether another process listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def refuse_taken_port(host: str, port: int) -> None:
    """Pass when the port is free.

    Raises:
        ConflictError: Another process listens on it.
    """
    if is_taken(host, port):
        raise ConflictError(
            f"Something else listens on {host}:{port}.",
            remedy="Stop it, or choose another port: `manta up --port 8001`.",
        )
