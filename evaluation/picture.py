"""The confusion matrices as a picture."""

from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Literal, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidInputError
from evaluation.report import Confusion, ModelReport, Report

FIELDS = ("category", "priority")
"""One row of panels each."""

_PANEL_INCHES = 4.6


class _Text(Protocol):
    def set_text(self, s: str) -> None: ...


class _Axes(Protocol):
    def set_title(self, label: str, *, fontsize: float) -> object: ...
    def set_xlabel(self, xlabel: str) -> object: ...
    def set_ylabel(self, ylabel: str) -> object: ...


class _Figure(Protocol):
    def subplots(self, nrows: int, ncols: int, *, squeeze: Literal[False]) -> Sequence[Sequence[_Axes]]: ...
    def savefig(self, fname: Path, *, dpi: float) -> None: ...


class _MakeFigure(Protocol):
    """matplotlib's Figure; unlike pyplot's it needs neither a screen nor a global state."""

    def __call__(self, *, figsize: tuple[float, float], layout: str) -> _Figure: ...


class _Display(Protocol):
    """scikit-learn's ConfusionMatrixDisplay."""

    text_: Sequence[Sequence[_Text]]

    def plot(
        self, *, ax: _Axes, cmap: str, colorbar: bool, xticks_rotation: float, im_kw: dict[str, float]
    ) -> object: ...


class _MakeDisplay(Protocol):
    def __call__(
        self, confusion_matrix: NDArray[np.float64], *, display_labels: Sequence[str]
    ) -> _Display: ...


def draw_confusion(report: Report, path: Path) -> None:
    """Write one panel for each model and field: counts, coloured by the share of their row.

    Raises:
        InvalidInputError: No message has one of the fields.
        OSError: The file can't be written.
        ValueError: The file's suffix is of no picture.
    """
    fields = [name for name in FIELDS if any(name in model.confusion for model in report.models)]
    if not fields:
        raise InvalidInputError(
            "There is no confusion matrix to draw.", remedy="Use messages with a category or a priority."
        )
    size = (_PANEL_INCHES * len(report.models), _PANEL_INCHES * len(fields))
    make = cast("_MakeFigure", resolve_name("matplotlib.figure:Figure"))
    figure = make(figsize=size, layout="constrained")
    panels = figure.subplots(len(fields), len(report.models), squeeze=False)
    for row, name in enumerate(fields):
        for column, model in enumerate(report.models):
            _draw_panel(panels[row][column], name, model)
    figure.savefig(path, dpi=150)


def _draw_panel(axes: _Axes, field: str, model: ModelReport) -> None:
    confusion = model.confusion[field]
    make = cast("_MakeDisplay", resolve_name("sklearn.metrics:ConfusionMatrixDisplay"))
    display = make(_share_rows(confusion), display_labels=confusion.labels)
    display.plot(
        ax=axes, cmap="Blues", colorbar=False, xticks_rotation=45.0, im_kw={"vmin": 0.0, "vmax": 1.0}
    )
    for texts, counts in zip(display.text_, confusion.counts, strict=True):
        for text, count in zip(texts, counts, strict=True):
            text.set_text(str(count))
    axes.set_title(
        f"{model.model}: {field}\nmacro-F1 {model.figures[f'{field}_macro_f1'].value:.3f}", fontsize=10
    )
    axes.set_xlabel("given")
    axes.set_ylabel("labelled")


def _share_rows(confusion: Confusion) -> NDArray[np.float64]:
    counts = np.array(confusion.counts, np.float64)
    totals = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
