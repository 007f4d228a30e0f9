"""The typed way to scikit-learn's metrics; `extras` tells beforehand whether they are installed."""

from collections.abc import Sequence
from pkgutil import resolve_name
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from evaluation.comparing import Pair
from evaluation.report import ClassFigures, Confusion

Counts = NDArray[np.int64]


class _AccuracyScore(Protocol):
    def __call__(self, y_true: Sequence[str], y_pred: Sequence[str]) -> float: ...


class _F1Score(Protocol):
    def __call__(
        self,
        y_true: Sequence[str],
        y_pred: Sequence[str],
        *,
        labels: Sequence[str],
        average: str,
        zero_division: float,
    ) -> float: ...


class _ClassScores(Protocol):
    def __call__(
        self,
        y_true: Sequence[str],
        y_pred: Sequence[str],
        *,
        labels: Sequence[str],
        average: None,
        zero_division: float,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], Counts]: ...


class _ConfusionMatrix(Protocol):
    def __call__(self, y_true: Sequence[str], y_pred: Sequence[str], *, labels: Sequence[str]) -> Counts: ...


def compute_accuracy(pairs: Sequence[Pair]) -> float:
    """Return the share of the pairs that agree; at least one pair is needed."""
    score = cast("_AccuracyScore", resolve_name("sklearn.metrics:accuracy_score"))
    return float(score(*_split(pairs)))


def compute_macro_f1(pairs: Sequence[Pair], labels: Sequence[str]) -> float:
    """Return the mean F1 of those `labels` that were expected or given anywhere."""
    score = cast("_F1Score", resolve_name("sklearn.metrics:f1_score"))
    seen = {pair.expected for pair in pairs} | {pair.given for pair in pairs}
    present = [label for label in labels if label in seen]
    return float(score(*_split(pairs), labels=present, average="macro", zero_division=0.0))


def compute_classes(pairs: Sequence[Pair], labels: Sequence[str]) -> dict[str, ClassFigures]:
    """Return the figures of each of `labels`; where nothing was expected or given, they are 0."""
    score = cast("_ClassScores", resolve_name("sklearn.metrics:precision_recall_fscore_support"))
    columns = score(*_split(pairs), labels=labels, average=None, zero_division=0.0)
    return {
        label: ClassFigures(precision=precision, recall=recall, f1=f1, messages=messages)
        for label, precision, recall, f1, messages in zip(
            labels, *(column.tolist() for column in columns), strict=True
        )
    }


def count_confusion(pairs: Sequence[Pair], labels: Sequence[str]) -> Confusion:
    """Return the confusion matrix over `labels`."""
    count = cast("_ConfusionMatrix", resolve_name("sklearn.metrics:confusion_matrix"))
    return Confusion(labels=list(labels), counts=count(*_split(pairs), labels=labels).tolist())


def _split(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    return [pair.expected for pair in pairs], [pair.given for pair in pairs]
