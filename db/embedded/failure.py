"""Turning PostgreSQL's last words into an error that says what to do."""

from pathlib import Path

from domain.errors import MantaError

_SHOWN_LINES = 15
_REMEDIES = {
    "No space left on device": "Free disk space (the data folder's file system is full), then start again.",
    "Disk quota exceeded": "Raise the disk quota of the data folder's owner, then start again.",
    "File too large": "Raise the file size limit (`ulimit -f`), then start again.",
    "Address already in use": "Another program has the port: stop it or configure another port.",
    "Cannot allocate memory": "Free memory: PostgreSQL needs about 200 MB.",
    "could not map": "Free memory: PostgreSQL needs about 200 MB.",
    "Read-only file system": "Choose a data folder on a file system that can be written.",
    "invalid permissions": "Put the data folder on a file system that keeps Unix permissions.",
    "has wrong ownership": "Run Manta as the user that owns the data folder.",
    "could not look up effective user ID": "Give the user an entry in /etc/passwd; PostgreSQL needs one.",
    "invalid locale name": "Install the locale C.UTF-8 (Debian: the package `libc-bin`).",
    "No locks available": "Put the data folder on a local file system: this one knows no file locks.",
    "Operation not supported": "Put the data folder on a local file system: this one knows no file locks.",
    "Permission denied": "Let the data folder's owner write everything in it; look for a mount without exec.",
    "Operation not permitted": "Let the container change users (CAP_SETUID, CAP_SETGID), or be no root.",
}
_DEFAULT_REMEDY = "Read the lines above and the log; a backup or another data folder gets you going again."


class DatabaseStartError(MantaError):
    """The embedded PostgreSQL did not start."""

    code = "database-start"
    remedy = _DEFAULT_REMEDY


def start_error(what: str, log: Path, since: int) -> DatabaseStartError:
    """Build the error for a failed start.

    Args:
        what: What failed, without a full stop.
        log: PostgreSQL's log.
        since: The log's size in bytes before this start; what comes after belongs to the failure.
    """
    with log.open("rb") as file:
        file.seek(since)
        lines = file.read().decode(errors="replace").splitlines()
    said = "\n".join(f"    {line}" for line in lines[-_SHOWN_LINES:])
    text = f"{what}. The end of {log}:\n{said or '    (nothing)'}"
    return DatabaseStartError(text, remedy=remedy_for(said))


def remedy_for(said: str) -> str:
    """What helps against the trouble that PostgreSQL or the system names in `said`."""
    return next((remedy for sign, remedy in _REMEDIES.items() if sign in said), _DEFAULT_REMEDY)
