"""Writing a backup: one consistent picture of the database while it goes on working."""

import os
from pathlib import Path
from typing import Final

from db.backups.programs import OnLine, find_program, login, start, stop
from db.embedded.layout import sync_folder
from domain.errors import ConflictError

DUMP_OPTIONS: Final = ("--format=custom", "--no-owner", "--no-acl", "--no-comments", "--verbose")
"""Owners and rights are those of the database that is restored into."""


def dump(url: str, target: Path, on_line: OnLine, *, overwrite: bool = False) -> None:
    """Write a backup of the database at `url` to `target`, readable by its owner only.

    `target` appears when the backup is whole and on the disk; an interrupted one leaves nothing.

    Args:
        url: The database.
        target: The file.
        on_line: Gets what `pg_dump` says of its progress.
        overwrite: Whether an existing file may be replaced.

    Raises:
        ConflictError: The file exists.
        BackupError: `pg_dump` failed.
        ConfigurationError: `pg_dump` is not installed.
    """
    if target.exists() and not overwrite:
        raise ConflictError(f"{target} exists.", remedy="Choose another name, or pass --overwrite.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        # The file is made here, so that nobody else can read it from its first byte on.
        os.close(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, 0o600))
        _run(url, partial, on_line)
        _sync(partial)
        partial.replace(target)
        sync_folder(target.parent.resolve())
    finally:
        partial.unlink(missing_ok=True)


def _run(url: str, file: Path, on_line: OnLine) -> None:
    address, environment = login(url)
    command = [find_program("pg_dump"), *DUMP_OPTIONS, f"--file={file}", f"--dbname={address}"]
    run = start(command, environment, on_line)
    try:
        run.listen()
        run.finish()
    finally:
        stop(run)


def _sync(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
