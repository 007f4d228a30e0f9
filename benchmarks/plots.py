"""The pictures of benchmark 6. The same figures give the same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol, cast

_BLUE, _ORANGE, _GREY = "#2563a8", "#c2571a", "#888888"


@dataclass(frozen=True)
class Sample:
    """A moment of a run: seconds since its beginning, messages that waited, workers that ran."""

    second: float
    waiting: int
    workers: int


class _Axes(Protocol):
    def plot(
        self, x: Sequence[float], y: Sequence[float], *, color: str, label: str, marker: str, linestyle: str
    ) -> object: ...
    def step(self, x: Sequence[float], y: Sequence[float], *, color: str, where: str) -> object: ...
    def fill_between(self, x: Sequence[float], y: Sequence[float], *, color: str, alpha: float) -> object: ...
    def set_xlabel(self, xlabel: str) -> object: ...
    def set_ylabel(self, ylabel: str, *, color: str = ...) -> object: ...
    def set_ylim(self, *, bottom: float) -> object: ...
    def set_xlim(self, *, left: float) -> object: ...
    def set_xscale(self, value: str, *, base: int) -> object: ...
    def set_yscale(self, value: str, *, base: int) -> object: ...
    def set_xticks(self, ticks: Sequence[float], labels: Sequence[str]) -> object: ...
    def set_yticks(self, ticks: Sequence[float], labels: Sequence[str]) -> object: ...
    def legend(self, *, frameon: bool) -> object: ...
    def twinx(self) -> "_Axes": ...


class _Figure(Protocol):
    def subplots(self) -> _Axes: ...
    def savefig(self, fname: Path, *, metadata: dict[str, None]) -> None: ...


class _MakeFigure(Protocol):
    def __call__(self, *, figsize: tuple[float, float], layout: str) -> _Figure: ...


class _Settings(Protocol):
    def __call__(self, rc: Mapping[str, str]) -> "_Context": ...


class _Context(Protocol):
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def draw_scaling(rates: Mapping[int, float], path: Path) -> None:
    """Write throughput by number of workers beside what linear growth would be.

    Args:
        rates: Messages a second by number of workers; the smallest number is the measure.
        path: The SVG file.
    """
    workers = sorted(rates)
    one = rates[workers[0]] / workers[0]
    figure = _figure()
    axes = figure.subplots()
    linear = [one * number for number in workers]
    axes.plot(workers, linear, color=_GREY, label="linear", marker="", linestyle="--")
    axes.plot(workers, [rates[n] for n in workers], color=_BLUE, label="measured", marker="o", linestyle="-")
    axes.set_xscale("log", base=2)
    axes.set_yscale("log", base=2)
    axes.set_xticks(workers, [str(number) for number in workers])
    axes.set_yticks(linear, [f"{rate:.1f}" for rate in linear])
    axes.set_xlabel("analysis workers")
    axes.set_ylabel("messages a second")
    axes.legend(frameon=False)
    _save(figure, path)


def draw_autoscaling(course: Sequence[Sample], path: Path) -> None:
    """Write the backlog and the number of workers over the seconds of a run to an SVG file."""
    seconds = [sample.second for sample in course]
    waiting = [float(sample.waiting) for sample in course]
    figure = _figure()
    axes = figure.subplots()
    axes.fill_between(seconds, waiting, color=_BLUE, alpha=0.25)
    axes.set_xlabel("seconds")
    axes.set_ylabel("messages waiting", color=_BLUE)
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    workers = axes.twinx()
    workers.step(seconds, [float(sample.workers) for sample in course], color=_ORANGE, where="post")
    workers.set_ylabel("analysis workers", color=_ORANGE)
    workers.set_ylim(bottom=0)
    _save(figure, path)


def _figure() -> _Figure:
    make = cast("_MakeFigure", resolve_name("matplotlib.figure:Figure"))
    return make(figsize=(7.0, 3.6), layout="constrained")


def _save(figure: _Figure, path: Path) -> None:
    settings = cast("_Settings", resolve_name("matplotlib:rc_context"))
    with settings({"svg.hashsalt": "manta", "svg.fonttype": "path"}):
        figure.savefig(path, metadata={"Date": None})
