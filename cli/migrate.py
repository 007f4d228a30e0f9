"""`manta migrate`: bring the database to the schema of this version."""

import asyncio
from typing import Annotated

import typer

from cli.context import explained, out, read_settings
from cli.up import DataDir
from db.migrate import find_revision, newest_revision, upgrade
from db.serving import serving_database


def migrate(
    data_dir: DataDir = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 if it is behind.")
    ] = False,
) -> None:
    """Run the database migrations, on DATABASE_URL or the embedded database. `manta up` does this too.

    Examples:
      manta migrate
      DATABASE_URL=postgresql://manta@db/manta manta migrate --check
    """
    with explained(), serving_database(read_settings(data_dir)) as url:
        _migrate(url, check=check)


def _migrate(url: str, *, check: bool) -> None:
    before, newest = asyncio.run(find_revision(url)), newest_revision()
    if before == newest:
        out.print(f"The database is at {newest}, the newest.")
    elif check:
        out.print(f"The database is at {before or 'nothing'}, the newest is {newest}: run `manta migrate`.")
        raise typer.Exit(1)
    else:
        upgrade(url)
        out.print(f"Migrated from {before or 'nothing'} to {newest}.")
