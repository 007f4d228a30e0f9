"""Secrets that the system makes for itself, in files that only their owner can read."""

import os
import secrets
from pathlib import Path


def ensure_secret(path: Path, prefix: str = "") -> str:
    """Return the secret in a file, making it first if there is none: 192 random bits after `prefix`."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    secret = prefix + secrets.token_urlsafe(24)
    with os.fdopen(file, "w") as stream:
        stream.write(secret + "\n")
    return secret
