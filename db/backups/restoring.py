"""Reading a backup back: everything or nothing, in one transaction."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import asyncpg

from db.backups.programs import OnLine, Run, find_program, login, start, stop
from db.location import asyncpg_url
from db.migrate import knows, upgrade
from domain.errors import ConfigurationError, ConflictError, InvalidInputError

EVENT_LEAP: Final = 1_000_000
"""How far each workspace's event numbers are set forward.

Clients resume from the newest number they have seen, which may be newer than the backup: numbers that were
given out after it must not be given out again for other events.
"""

_OWN = "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"

# Extensions stay: a role that may not create them may still own everything else.
_DROP_ALL = f"""
DO $$
DECLARE
    statement text;
BEGIN
    FOREACH statement IN ARRAY (
        SELECT coalesce(array_agg(s), '{{}}') FROM (
            SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) AS s FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND {_OWN.format(oid="c.oid")}
            UNION ALL
            SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND {_OWN.format(oid="p.oid")}
        ) t)
    LOOP
        EXECUTE statement;
    END LOOP;
END $$
"""  # noqa: S608 - constants

_AFTER = f"UPDATE public.event_counters SET last_seq = last_seq + {EVENT_LEAP}"  # noqa: S608 - a constant

_DISCARD_LETTERS = """
UPDATE public.outbox SET state = 'dead', under_way = false, error = 'Restored from a backup: not sent.'
WHERE state = 'pending'
"""

_TABLES = f"""
SELECT count(*) FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND {_OWN.format(oid="c.oid")}
"""  # noqa: S608 - constants

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

_REVISION_TABLE = "alembic_version"

_FAILING_S: Final = 2.0
"""How long psql may take to end after an error; without one it waits for more."""


def read_revision(archive: Path) -> str:
    """Return the schema's revision at which a backup was made.

    Raises:
        InvalidInputError: The file is not a backup of Manta.
    """
    command = [
        find_program("pg_restore"),
        "--data-only",
        f"--table={_REVISION_TABLE}",
        "--file=-",
        str(archive),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    lines = done.stdout.splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("COPY")]
    if done.returncode or not heads:
        raise InvalidInputError(
            f"{archive} is not a backup of Manta, or only a part of one.",
            remedy="Name a file that `manta backup` has written.",
        )
    return lines[heads[0] + 1]


async def ensure_restorable(url: str, *, replace: bool) -> None:
    """Pass when nobody works on the database and it is empty, or what it holds may be replaced.

    Raises:
        ConflictError: Somebody does, or it is not.
    """
    connection = await asyncpg.connect(asyncpg_url(url))
    try:
        others, tables = await connection.fetchval(_OTHERS), await connection.fetchval(_TABLES)
    finally:
        await connection.close()
    if others:
        raise ConflictError(
            f"{others} connections work on the database.",
            remedy="Stop Manta on all machines, and whoever else reads the database, then try again.",
        )
    if tables and not replace:
        raise ConflictError(
            "The database is not empty.",
            remedy="Restore into a new data folder or database, or pass --replace to lose what is there.",
        )


def restore(url: str, archive: Path, on_line: OnLine, *, discard_letters: bool = False) -> None:
    """Replace everything in the database at `url` by a backup, and bring it to the newest schema.

    Until the last row is read the database is as it was.

    Args:
        url: The database; `ensure_restorable` says whether it may be replaced.
        archive: The backup.
        on_line: Gets what `pg_restore` says of its progress.
        discard_letters: Whether what waited to be sent to Telegram stays unsent.

    Raises:
        InvalidInputError: The file is not a backup of Manta.
        ConfigurationError: A newer Manta has made it.
        BackupError: A program failed; nothing was changed.
    """
    revision = read_revision(archive)
    if not knows(revision):
        raise ConfigurationError(
            f"The backup's schema {revision} is unknown here.",
            remedy="Restore it with the version of Manta that made it, or a newer one.",
        )
    last = [_AFTER, _DISCARD_LETTERS] if discard_letters else [_AFTER]
    _pour(url, archive, last, on_line)
    upgrade(url)


def _pour(url: str, archive: Path, last: Sequence[str], on_line: OnLine) -> None:
    """Let pg_restore write SQL and psql run it between the statements before and after, in one transaction.

    psql takes the end of its input for the end of the work and commits, whatever ended it. So this process
    holds the input open as well, and closes it only when the reader has ended well.
    """
    address, environment = login(url)
    quiet = {**environment, "PGOPTIONS": "--client-min-messages=warning"}
    output, input_ = os.pipe()
    with os.fdopen(output) as source, os.fdopen(input_, "w") as sink:
        reader = start(_reader(archive), environment, on_line, stdout=sink)
        try:
            writer = start(_writer(address, last), quiet, _ignore, stdin=source)
            try:
                source.close()  # so that the reader notices when the writer has failed
                reader.listen()
                _ensure_read(reader, writer)
                sink.close()
                writer.listen()
                writer.finish()
            finally:
                stop(writer)
        finally:
            stop(reader)


def _reader(archive: Path) -> Sequence[str]:
    options = ("--no-owner", "--no-acl", "--no-comments", "--verbose", "--file=-")
    return [find_program("pg_restore"), *options, str(archive)]


def _writer(address: str, last: Sequence[str]) -> Sequence[str]:
    options = (
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
    )
    work = (f"--command={_DROP_ALL}", "--file=-", *(f"--command={statement}" for statement in last))
    return [find_program("psql"), *options, f"--dbname={address}", *work]


def _ensure_read(reader: Run, writer: Run) -> None:
    """Pass when the archive was read to its end.

    Raises:
        BackupError: It was not; if that is because the writer has failed, its words say why.
    """
    if reader.process.wait() == 0:
        return
    try:
        writer.process.wait(_FAILING_S)
    except subprocess.TimeoutExpired:
        stop(writer)
        reader.finish()
    writer.listen()
    writer.finish()
    reader.finish()


def _ignore(_line: str) -> None:
    """Nobody watches what psql says; errors are kept."""
