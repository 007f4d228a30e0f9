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
    console: Console
    data_dir: Path
