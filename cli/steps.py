"""Showing a person that something is being started, how long it took, and what went wrong."""

from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console

from domain.errors import MantaError


@contextmanager
def step(console: Console, name: str) -> Generator[None]:
    """Show `name` while the block runs, and a tick with its duration when it has ended well."""
    began = perf_counter()
    with console.status(f"Starting {name} …"):
        yield
    console.print(f"[green]✓[/] {name} [dim]{perf_counter() - began:.1f} s[/]")


def show_error(console: Console, error: MantaError) -> None:
    """Say what happened and what to do."""
    console.print("✗", error.detail, style="red", markup=False)
    console.print(" ", error.remedy, markup=False)
