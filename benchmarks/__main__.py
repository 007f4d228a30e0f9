"""`python -m benchmarks`: start real systems, measure them, and print the figures. Nothing is asserted."""

import argparse
import signal
import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import NoReturn

from pydantic import BaseModel
from rich.console import Console

from benchmarks.board import measure_board
from benchmarks.engine import measure_engine
from benchmarks.environment import Environment, read_environment
from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.importing import measure_import
from benchmarks.ingest import measure_ingest
from benchmarks.latency import measure_latency
from benchmarks.live import SOCKETS, measure_live
from benchmarks.options import Options
from benchmarks.pipeline import measure_pipeline
from benchmarks.startup import measure_startup
from benchmarks.system import System, running_system, temporary_data_dir
from benchmarks.webhook import measure_webhook
from cli.quiet import quieten_libraries
from domain.errors import MantaError

STARTUP = "startup"
ON_A_SYSTEM: Mapping[str, Callable[[System, Options], list[Figure]]] = {
    "latency": measure_latency,
    "live": measure_live,
    "ingest": measure_ingest,
    "import": measure_import,
    "board": measure_board,
}
"""Measurements that share one running system, in this order."""

BY_ITSELF: Mapping[str, Callable[[Options], list[Figure]]] = {
    "webhook": measure_webhook,
    "pipeline": measure_pipeline,
    "engine": measure_engine,
}
"""Measurements that start what they need, after the others."""

SCENARIOS = (STARTUP, *ON_A_SYSTEM, *BY_ITSELF)


class Report(BaseModel):
    """A run's figures and where they were taken."""

    environment: Environment
    figures: list[Figure]


def run(chosen: list[str], options: Options) -> list[Figure]:
    """Take the chosen measurements, showing each one's figures as soon as they are there."""
    figures: list[Figure] = []
    if STARTUP in chosen:
        figures += _measured(STARTUP, lambda: measure_startup(options), options.console)
    shared = [name for name in ON_A_SYSTEM if name in chosen]
    if shared:
        options.console.print("[bold]starting Manta[/] …")
        with running_system(options.data_dir) as system:
            system.wait_until_up()
            for name in shared:
                measure = ON_A_SYSTEM[name]
                figures += _measured(name, lambda m=measure: m(system, options), options.console)
    for name, alone in BY_ITSELF.items():
        if name in chosen:
            figures += _measured(name, lambda m=alone: m(options), options.console)
    return figures


def _measured(name: str, measure: Callable[[], list[Figure]], console: Console) -> list[Figure]:
    console.print(f"[bold]{name}[/] …")
    return measure()


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default=",".join(SCENARIOS), help=f"of {','.join(SCENARIOS)}")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds [3]")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of one side of a round [5]")
    parser.add_argument("--connections", default="1,4,16,48,256", help="numbers of them [1,4,16,48,256]")
    parser.add_argument("--samples", type=int, default=40, help="messages whose latency is taken [40]")
    parser.add_argument("--messages", type=int, default=5_000, help="messages in the imported file [5000]")
    parser.add_argument("--queued", type=int, default=20_000, help="messages in the pipeline's queue [20000]")
    crowds = ",".join(map(str, SOCKETS))
    parser.add_argument("--sockets", default=crowds, help=f"crowds of live sockets [{crowds}]")
    parser.add_argument("--json", action="store_true", help="print JSON with every sample")
    return parser.parse_args(arguments)


def _chosen(told: str) -> list[str]:
    names = told.split(",")
    unknown = [name for name in names if name not in SCENARIOS]
    if unknown:
        raise BenchmarkError(f"there is no {', '.join(unknown)}; choose of {', '.join(SCENARIOS)}")
    return names


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    _handle_signals(signal.SIG_IGN)  # a second Ctrl-C must not leave half of it behind
    raise KeyboardInterrupt


def _handle_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def main() -> int:
    """Run what the command line asks for."""
    _handle_signals(_interrupt)
    asked = _parse(sys.argv[1:])
    console = Console(stderr=True, highlight=False)
    quieten_libraries()
    environment = read_environment()
    try:
        with temporary_data_dir() as data_dir:
            options = Options(
                rounds=asked.rounds,
                seconds=asked.seconds,
                connections=tuple(int(number) for number in asked.connections.split(",")),
                samples=asked.samples,
                imported=asked.messages,
                queued=asked.queued,
                sockets=tuple(int(number) for number in asked.sockets.split(",")),
                console=console,
                data_dir=data_dir,
            )
            figures = run(_chosen(asked.only), options)
    except (BenchmarkError, MantaError) as error:
        console.print(f"[red]✗[/] {error}")
        return 1
    except KeyboardInterrupt:
        console.print("Interrupted; everything that was started has been stopped.")
        return 130
    _show(Report(environment=environment, figures=figures), as_json=asked.json)
    return 0


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        print(report.model_dump_json(indent=2))
        return
    print(report.environment.line())
    for figure in report.figures:
        print(figure.line())


if __name__ == "__main__":
    sys.exit(main())
