"""Does the database answer, and is its schema the one this version needs."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from cli.checks.findings import Finding, fail, ok, warn
from config.settings import Settings
from db.embedded.binaries import ensure_supported
from db.embedded.running import RunningServer, ServerStatus, find_running_server
from db.location import embedded_dir
from db.migrate import find_revision, newest_revision
from db.pool import Database
from domain.errors import MantaError

CONNECT_TIMEOUT_S = 5.0

_FORM = "DATABASE_URL has the form postgresql://user:password@host:5432/name."

ReadRevision = Callable[[str], Awaitable[str | None]]
"""Returns the schema revision of the database at a URL; raises when it does not answer."""


async def read_revision(url: str) -> str | None:
    """Return the revision of a database's schema, None when it has none.

    Raises:
        UnavailableError: The database does not answer.
    """
    async with Database(url, max_size=1, timeout_s=CONNECT_TIMEOUT_S):
        return await find_revision(url)


def check_database(
    settings: Settings,
    read: ReadRevision = read_revision,
    find_embedded: Callable[[Path], RunningServer | None] = find_running_server,
) -> Finding:
    """Look at the configured database, or at the embedded one, which may well not run."""
    if settings.database_url is not None:
        return _check_schema("the configured database", settings.database_url.get_secret_value(), read)
    ensure_supported()
    running = find_embedded(embedded_dir(settings.manta_data_dir))
    if running is None:
        return ok("database", "the embedded one; `manta up` starts it")
    if running.status is not ServerStatus.READY:
        return warn("database", f"The embedded database is {running.status}.", "Look again in a moment.")
    return _check_schema("the embedded database", running.url, read)


def _check_schema(which: str, url: str, read: ReadRevision) -> Finding:
    try:
        found = asyncio.run(_read(url, read))
    except MantaError as error:
        return fail("database", f"{which.capitalize()}: {error.detail}", f"Start it, or correct it: {_FORM}")
    except Exception as error:  # noqa: BLE001 - becomes a finding; the drivers' texts may hold the URL
        return fail("database", f"{which.capitalize()} can't be used ({type(error).__name__}).", _FORM)
    newest = newest_revision()
    if found == newest:
        return ok("database", f"{which} answers, schema {found}")
    if found is None:
        return warn("database", f"{which.capitalize()} has no schema yet.", "`manta up` makes it.")
    remedy = "Run `manta migrate`; if it does not know the revision, update Manta."
    return fail("database", f"{which.capitalize()} has schema {found}, Manta needs {newest}.", remedy)


async def _read(url: str, read: ReadRevision) -> str | None:
    return await read(url)
