"""What the system's processes hold: memory, open files, database connections, over time."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from threading import Event, Thread
from typing import Self

import psutil

from tests.chaos.world import World

PERIOD_S = 5.0

MAX_PROCESS_MIB = 600.0
"""What no process may hold, whatever it is sent; the largest needs half of it."""

MAX_GAIN_MIB = 24.0
"""What a process may gain in a long run beyond a tenth of itself: Python's heap breathes."""

MAX_GAIN = 5
"""How many descriptors a process, or connections the system, may gain in a long run."""

LONG_S = 600.0
"""From this on a run tells what grows; before, pools and caches still fill."""


@dataclass
class Series:
    """Samples of one process: seconds since the run began, bytes that are its own, open file descriptors."""

    name: str
    samples: list[tuple[float, int, int]] = field(default_factory=list[tuple[float, int, int]])

    def growth(self) -> tuple[float, float]:
        """Return how much memory (MiB) and how many descriptors came from the second fifth to the last.

        The first fifth is left out: caches fill and pools open their connections then.
        """
        memory, descriptors = ([float(sample[i]) for sample in self.samples] for i in (1, 2))
        return _gain(memory) / 2**20, _gain(descriptors)

    def duration_s(self) -> float:
        """Return the seconds from the first sample to the last."""
        return self.samples[-1][0] - self.samples[0][0]

    def mib(self) -> float:
        """Return the memory it held at last."""
        return self.samples[-1][1] / 2**20


def _gain(values: Sequence[float]) -> float:
    fifth = max(1, len(values) // 5)
    early, late = values[fifth : 2 * fifth], values[-fifth:]
    return median(late) - median(early) if early else 0.0


@dataclass
class Sampler:
    """Looks at all processes every few seconds from a thread of its own."""

    world: World
    period_s: float = PERIOD_S
    series: dict[int, Series] = field(default_factory=dict[int, Series], init=False)
    connections: list[int] = field(default_factory=list[int], init=False)
    """How many database connections there were, at each look."""

    _ended: Event = field(default_factory=Event, init=False)
    _thread: Thread | None = field(default=None, init=False)
    _began: float = field(default_factory=time.monotonic, init=False)

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def peak_mib(self) -> float:
        """Return the largest memory any one process had."""
        return max((s[1] for one in self.series.values() for s in one.samples), default=0) / 2**20

    def lasting(self) -> list[Series]:
        """Return the processes that lived through the whole run."""
        last = max((one.samples[-1][0] for one in self.series.values()), default=0.0)
        first = 2 * self.period_s
        return [
            one
            for one in self.series.values()
            if one.samples[0][0] <= first and one.samples[-1][0] >= last - first
        ]

    def connections_gained(self) -> float:
        """Return how many more database connections there were in the last fifth than in the second."""
        return _gain(self.connections)

    def unbounded(self) -> list[str]:
        """Return what holds too much, or grows in a long run."""
        return [
            *find_large(self.series.values()),
            *find_growing(self.lasting()),
            *find_growing_connections(self.connections, self.period_s),
        ]

    def _run(self) -> None:
        while not self._ended.wait(self.period_s):
            for process in self.world.processes():
                self._sample(process)
            self.connections.append(len(self.world.find("postgres: manta")))

    def _sample(self, process: psutil.Process) -> None:
        try:
            memory = process.memory_info()
            # Pages that PostgreSQL's processes share count once for each that has touched them.
            held = memory.rss - getattr(memory, "shared", 0), process.num_fds()
            name = " ".join(process.cmdline()[:3]) if process.name().startswith("python") else process.name()
        except psutil.Error:
            return
        at = time.monotonic() - self._began
        self.series.setdefault(process.pid, Series(name)).samples.append((at, *held))


def find_large(every: Iterable[Series]) -> Iterator[str]:
    """Tell of processes that held more than any may."""
    for series in every:
        peak = max(sample[1] for sample in series.samples) / 2**20
        if peak > MAX_PROCESS_MIB:
            yield f"{series.name} held {peak:.0f} MiB"


def find_growing(lasting: Iterable[Series]) -> Iterator[str]:
    """Tell of processes that held more and more over a long time."""
    for series in lasting:
        memory, descriptors = series.growth()
        if series.duration_s() < LONG_S:
            continue
        if memory > MAX_GAIN_MIB + series.mib() / 10:
            yield f"{series.name} gained {memory:.0f} MiB"
        if descriptors > MAX_GAIN:
            yield f"{series.name} gained {descriptors:.0f} descriptors"


def find_growing_connections(counts: Sequence[int], period_s: float) -> Iterator[str]:
    """Tell of database connections that became more and more over a long time."""
    gained = _gain(counts)
    if len(counts) * period_s >= LONG_S and gained > MAX_GAIN:
        yield f"{gained:.0f} more database connections"
