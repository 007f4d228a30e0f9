"""Adding up figures inside a process, so that handing them on costs next to nothing."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.metrics import Kind, Labels, Metric

MAX_VALUES = 10_000
"""Most values of a histogram that wait to be handed on; beyond, the oldest are left out."""

_Series = tuple[Metric, Labels]


@dataclass(frozen=True, slots=True)
class Sample:
    """News of one series: a counter's growth, a gauge's value, a histogram's new values."""

    metric: Metric
    labels: Labels
    values: Sequence[float]


class Tally:
    """`domain.metrics.Metrics` of one process, for one event loop.

    Counting costs a dictionary's update. Whoever owns the tally takes what has come together, each second
    or so; what was not taken when the process dies is lost.
    """

    def __init__(self) -> None:
        self._growth = defaultdict[_Series, float](float)
        self._values: dict[_Series, float] = {}
        self._observed = defaultdict[_Series, deque[float]](lambda: deque(maxlen=MAX_VALUES))
        self._watched: dict[_Series, Callable[[], float]] = {}
        self._seen = defaultdict[_Series, float](float)

    def add(self, metric: Metric, amount: float = 1.0, labels: Labels = ()) -> None:
        """See `domain.metrics.Metrics`."""
        self._growth[metric, labels] += amount

    def set(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """See `domain.metrics.Metrics`."""
        self._values[metric, labels] = value

    def observe(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """See `domain.metrics.Metrics`."""
        self._observed[metric, labels].append(value)

    def watch(self, metric: Metric, read: Callable[[], float], labels: Labels = ()) -> None:
        """See `domain.metrics.Metrics`; a later watch of the same series takes the place of the first."""
        self._watched[metric, labels] = read

    def take(self) -> list[Sample]:
        """Return what has come together since the last time, and every gauge as it is."""
        self._read_watched()
        grown = [Sample(*series, (growth,)) for series, growth in self._growth.items() if growth > 0]
        observed = [Sample(*series, tuple(values)) for series, values in self._observed.items() if values]
        self._growth.clear()
        self._observed.clear()
        return [*grown, *observed, *(Sample(*series, (value,)) for series, value in self._values.items())]

    def _read_watched(self) -> None:
        for series, read in self._watched.items():
            if series[0].kind is Kind.GAUGE:
                self._values[series] = read()
            else:
                self._grow(series, read())

    def _grow(self, series: _Series, total: float) -> None:
        before = self._seen[series]
        # Whoever counts may have begun anew.
        self._growth[series] += total - before if total >= before else total
        self._seen[series] = total
