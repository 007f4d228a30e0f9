"""`python -m tests.chaos`, which `make chaos` runs: breaking the real system on purpose, and judging it."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.chaos.faults import FaultKind
from tests.chaos.history import Fault
from tests.chaos.report import show_fault, show_growth, show_kinds, show_report
from tests.chaos.run import Plan, Run
from tests.chaos.world import LEASE_S, World


def main(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    seed: Annotated[int, typer.Option(help="Decides everything that is left to chance.")] = 1,
    minutes: Annotated[float, typer.Option(min=0.1, help="How long things are broken.")] = 20.0,
    faults: Annotated[
        int, typer.Option(help="Most faults; 0 breaks nothing, which makes a soak test.")
    ] = 10_000,
    rate: Annotated[float, typer.Option(help="Messages per second.")] = 12.0,
    chats: Annotated[int, typer.Option(help="Chats that talk at once.")] = 16,
    lease_s: Annotated[float, typer.Option(help="How long a silent worker keeps its chats.")] = LEASE_S,
    only: Annotated[str, typer.Option(help="Only faults with these words in their names.")] = "",
    json: Annotated[Path | None, typer.Option(help="Write the report there.")] = None,
    *,
    each_once: Annotated[bool, typer.Option(help="Do every fault once.")] = False,
    node: Annotated[bool, typer.Option(help="Let a second Ray node join.")] = True,
    model: Annotated[bool, typer.Option(help="Run a model server; else the embedded engine answers.")] = True,
    telegram: Annotated[bool, typer.Option(help="Run the bot against a Telegram of ours.")] = True,
) -> None:
    """Break the real system for a while and check that nothing is lost, doubled or out of order.

    Examples:
      python -m tests.chaos --minutes 2 --seed 7
      python -m tests.chaos --each-once --only kill
      python -m tests.chaos --faults 0 --minutes 30
    """
    console = Console() if sys.stdout.isatty() else Console(width=120)
    plan = Plan(seed, minutes, faults, rate, chats, each_once, _selection(only, faults))
    world = World(with_node=node, with_model=model, with_telegram=telegram, lease_s=lease_s)
    with world.stack:
        with console.status("Starting the system …"):
            world.start()
        if not world.has_own_disk:
            console.print("The disk is not filled: a file system of one's own needs root.")
        run = Run(world, plan, _teller(console))
        report = run.execute()
        show_kinds(console, [record for record in run.history if isinstance(record, Fault)])
        show_growth(console, run.sampler.lasting())
        show_report(console, report)
    if json is not None:
        json.write_bytes(report.to_json())
    if not report.verdict.ok:
        sys.exit(1)


def _selection(words: str, faults: int) -> Callable[[FaultKind], bool]:
    def select(kind: FaultKind) -> bool:
        return faults > 0 and words in kind.name

    return select


def _teller(console: Console) -> Callable[[Fault], None]:
    numbers = count(1)

    def tell(fault: Fault) -> None:
        show_fault(console, next(numbers), fault)

    return tell


if __name__ == "__main__":
    typer.run(main)
