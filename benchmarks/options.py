"""What a run is asked to do, and how it tells of its progress."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console


@dataclass(frozen=True)
class Options:
    """A run's options.

    Args:
        rounds: Interleaved rounds of each measurement.
        seconds: How long one side of a round of load lasts.
        connections: Loads to measure, as numbers of connections.
        samples: Messages whose latency is measured.
        imported: Messages in the file to import.
        queued: Messages in the queue of a round of the pipeline.
        sockets: Crowds of live sockets that events are fanned out to.
        tasks: Sizes of a workspace whose reads are measured, in tasks, ascending.
        workers: Numbers of analysis workers to compare; the first is the measure of the others.
        plots: Folder for pictures; None draws none.
        console: Where progress goes; figures go to stdout.
        data_dir: The data folder of the systems that are started.
    """

    rounds: int
    seconds: float
    connections: tuple[int, ...]
    samples: int
    imported: int
    queued: int
    sockets: tuple[int, ...]
    tasks: tuple[int, ...]
    workers: tuple[int, ...]
    plots: Path | None
    console: Console
    data_dir: Path
