"""Secrets that the system makes for itself, in files that only their owner can read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from domain.errors import ConfigurationError


def ensure_secret(path: Path, prefix: str = "") -> str:
    """Return the secret in a file, making it first if there is none: 192 random bits after `prefix`.

    Whoever makes it first wins, and everybody gets the same.

    Raises:
        ConfigurationError: The file is empty.
    """
    if not path.exists():
        _make(path, prefix + secrets.token_urlsafe(24))
    secret = path.read_text().strip()
    if not secret:
        raise ConfigurationError(f"{path} is empty.", remedy="Delete it, and a new secret is made.")
    return secret


def _make(path: Path, secret: str) -> None:
    """Write the file to its end before it gets its name, so that nobody reads a half of it."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:  # readable by its owner only
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
