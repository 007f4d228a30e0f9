"""What the system's processes hold: memory, open files, database connections, over time."""

import time
from dataclasses import dataclass, field
from statistics import median
from threading import Event, Thread
from typing import Self

import psutil

from tests.chaos.world import World

PERIOD_S = 5.0


@dataclass
class Series:
    """Samples of one process: seconds since the run began, resident bytes and open file descriptors."""

    name: str
    samples: list[tuple[float, int, int]] = field(default_factory=list[tuple[float, int, int]])

    def growth(self) -> tuple[float, float]:
        """Return how much memory (MiB) and how many descriptors came from the second fifth to the last.

        The first fifth is left out: caches fill and pools open their connections then.
        """
        fifth = max(1, len(self.samples) // 5)
        early, late = self.samples[fifth : 2 * fifth], self.samples[-fifth:]
        if not early:
            return 0.0, 0.0
        gained = [median(s[i] for s in late) - median(s[i] for s in early) for i in (1, 2)]
        return gained[0] / 2**20, gained[1]


@dataclass
class Sampler:
    """Looks at all processes every few seconds from a thread of its own."""

    world: World
    period_s: float = PERIOD_S
    series: dict[int, Series] = field(default_factory=dict[int, Series], init=False)
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

    def _run(self) -> None:
        while not self._ended.wait(self.period_s):
            for process in self.world.processes():
                self._sample(process)

    def _sample(self, process: psutil.Process) -> None:
        try:
            held = process.memory_info().rss, process.num_fds()
            name = " ".join(process.cmdline()[:3]) if process.name().startswith("python") else process.name()
        except psutil.Error:
            return
        at = time.monotonic() - self._began
        self.series.setdefault(process.pid, Series(name)).samples.append((at, *held))
