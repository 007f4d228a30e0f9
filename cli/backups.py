"""`manta backup` and `manta restore`: the whole database in one file, and back."""

import asyncio
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.context import err, explained, out, read_settings
from cli.state import find_state
from cli.up import DataDir
from config.settings import Settings
from db.backups import dump, read_revision, restore
from db.backups.restoring import ensure_restorable
from db.embedded.running import find_running_server
from db.location import embedded_dir
from db.serving import serving_database
from domain.errors import ConflictError, NotFoundError

_TABLE = re.compile(r'(?:dumping contents of table|processing data for table) "?public\.(\w+)')


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="File to write (default: manta-DATE.backup in this folder).")
    ] = None,
    data_dir: DataDir = None,
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it exists.")] = False,
) -> None:
    """Write everything that Manta knows into one file, while it runs or not.

    The file holds all messages and tasks, and hashes of the keys: keep it as safe as the database. Settings
    and tokens are not in it.

    Examples:
      manta backup
      manta backup /backups/manta-$(date +%F).backup
      DATABASE_URL=postgresql://manta@db/manta manta backup
    """
    with explained():
        settings = read_settings(data_dir)
        target = file or Path(f"manta-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.backup")
        began = perf_counter()
        with serving_database(settings) as url, _progress("Backing up") as on_line:
            dump(url, target, on_line, overwrite=overwrite)
        size = decimal(target.stat().st_size)
        told = f"{target}: {size} in {perf_counter() - began:.1f} s, schema {read_revision(target)}."
        out.print(told, markup=False)


def restore_(
    file: Annotated[Path, typer.Argument(help="What `manta backup` has written.")],
    data_dir: DataDir = None,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Lose what the database holds now; without, it must be empty.")
    ] = False,
    discard_letters: Annotated[
        bool,
        typer.Option("--discard-letters", help="Don't send what waited for Telegram when it was backed up."),
    ] = False,
) -> None:
    """Bring a backup back, into DATABASE_URL or the embedded database. Manta must not run.

    Everything is restored or nothing, and brought to the schema of this version. Messages that waited for
    the agents are analysed at the next start. Keys are those of the backup; `manta up` adds an admin key.

    Examples:
      manta restore manta-2026-11-26T020000Z.backup --data-dir .restored
      manta restore last.backup --replace --discard-letters
    """
    with explained():
        settings = read_settings(data_dir)
        if not file.is_file():
            raise NotFoundError(f"There is no file {file}.", remedy="Name a file that `manta backup` wrote.")
        _refuse_running(settings)
        began = perf_counter()
        with serving_database(settings) as url:
            asyncio.run(ensure_restorable(url, replace=replace))
            with _progress("Restoring") as on_line:
                restore(url, file, on_line, discard_letters=discard_letters)
        out.print(f"Restored {file} in {perf_counter() - began:.1f} s. `manta up` starts it.", markup=False)


def _refuse_running(settings: Settings) -> None:
    embedded = settings.database_url is None and find_running_server(embedded_dir(settings.manta_data_dir))
    if embedded or find_state(settings.manta_data_dir) is not None:
        raise ConflictError("Manta runs in this data folder.", remedy="`manta down` stops it.")


@contextmanager
def _progress(what: str) -> Generator[Callable[[str], None]]:
    """Show which table is being worked on."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        bar = progress.add_task(what, total=None)

        def on_line(line: str) -> None:
            if found := _TABLE.search(line):
                progress.update(bar, description=f"{what} {found[1]}")

        yield on_line
