"""Looking at ports."""

import errno
import socket

from domain.errors import ConfigurationError, ConflictError


def find_free_port() -> int:
    """Return a port on 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(host: str, port: int) -> bool:
    """Whether another process listens on a port.

    Raises:
        OSError: Nobody could listen there: the address is not this machine's, or the port needs more rights.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False


def refuse_taken_port(host: str, port: int) -> None:
    """Pass when the port is free.

    Raises:
        ConflictError: Another process listens on it.
        ConfigurationError: Nobody could listen there.
    """
    try:
        taken = is_taken(host, port)
    except OSError as error:
        raise ConfigurationError(
            f"Manta can't listen on {host}:{port}: {error.strerror}.",
            remedy="Choose an address of this machine and a port above 1023: `--host`, `--port`.",
        ) from error
    if taken:
        raise ConflictError(
            f"Something else listens on {host}:{port}.",
            remedy="Stop it, or choose another port: `manta up --port 8001`.",
        )
