"""Showing a person that something is being started, how long it took, and what went wrong."""

import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console

from config.settings import Settings
from domain.errors import MantaError

log = logging.getLogger(__name__)


def open_console(settings: Settings) -> Console:
    """Return where a person reads; a quiet one when logs are for programs, which get log lines instead."""
    return Console(file=sys.stdout, quiet=settings.manta_log_format == "json")


@contextmanager
def step(console: Console, name: str) -> Generator[None]:
    """Show `name` while the block runs, and a tick with its duration when it has ended well."""
    began = perf_counter()
    with console.status(f"Starting {name} …"):
        yield
    took = f"{perf_counter() - began:.1f} s"
    console.print(f"[green]✓[/] {name} [dim]{took}[/]")
    tell(console, logging.INFO, f"{name}: started in {took}")


def show_error(console: Console, error: MantaError) -> None:
    """Say what happened and what to do."""
    console.print("✗", error.detail, style="red", markup=False)
    console.print(" ", error.remedy, markup=False)
    tell(console, logging.ERROR, f"{error.detail} {error.remedy}")


def tell(console: Console, level: int, text: str) -> None:
    """Log what a quiet console does not show."""
    if console.quiet:
        log.log(level, "%s", text)
