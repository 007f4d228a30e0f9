"""How far a figure might be off by the luck of the messages: 95 % intervals by the percentile bootstrap.

Drawing messages with replacement and counting their confusion matrix is drawing from a multinomial with the
observed shares; so whole matrices are drawn, thousands in milliseconds. For the difference of two models the
cells are (label, answer of the one, answer of the other): both are judged on the same draw.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evaluation.comparing import FAILED, YES, Pair
from evaluation.report import Interval

DRAWS = 2000
_SEED = 20
_PERCENTILES = (2.5, 97.5)

Tables = NDArray[np.int64]
"""Confusion matrices of shape (draws, labels, labels); rows are labels, columns answers."""

Scores = NDArray[np.float64]
"""One score for each draw."""

Statistic = Callable[[Tables, Sequence[str]], Scores]
"""Scores matrices, given what their rows and columns stand for."""


def score_accuracy(tables: Tables, _: Sequence[str]) -> Scores:
    """Return the share on the diagonal."""
    return np.trace(tables, axis1=1, axis2=2) / tables.sum(axis=(1, 2))


def score_macro_f1(tables: Tables, labels: Sequence[str]) -> Scores:
    """Return the mean F1 of the classes that occur; `FAILED` is none."""
    classes = [index for index, label in enumerate(labels) if label != FAILED]
    return np.nanmean(_score_classes(tables)[:, classes], axis=1)


def score_yes_f1(tables: Tables, labels: Sequence[str]) -> Scores:
    """Return the F1 of YES; 0 where it occurs nowhere, as scikit-learn has it."""
    if YES not in labels:
        return np.zeros(len(tables))
    return np.nan_to_num(_score_classes(tables)[:, list(labels).index(YES)])


def _score_classes(tables: Tables) -> Scores:
    """Return F1 of shape (draws, labels), NaN for a class that occurs nowhere."""
    both = np.diagonal(tables, axis1=1, axis2=2).astype(np.float64)
    either = tables.sum(axis=1) + tables.sum(axis=2)
    return np.divide(2 * both, either, out=np.full(both.shape, np.nan), where=either > 0)


def estimate(pairs: Sequence[Pair], statistic: Statistic) -> Interval:
    """Return the interval of one model's score."""
    labels = _list_labels(pairs)
    counts = np.zeros((len(labels), len(labels)), np.int64)
    for pair in pairs:
        counts[labels.index(pair.expected), labels.index(pair.given)] += 1
    return _span(statistic(_draw(counts), labels))


def estimate_difference(
    pairs: Sequence[Pair], others: Mapping[int, Pair], statistic: Statistic
) -> Interval | None:
    """Return the interval of the score of `pairs` less that of `others`, over the messages both have.

    None when there are none.
    """
    both = [(pair, others[pair.index]) for pair in pairs if pair.index in others]
    if not both:
        return None
    labels = _list_labels([pair for couple in both for pair in couple])
    counts = np.zeros((len(labels),) * 3, np.int64)
    for pair, other in both:
        counts[labels.index(pair.expected), labels.index(pair.given), labels.index(other.given)] += 1
    drawn = _draw(counts)
    return _span(statistic(drawn.sum(axis=3), labels) - statistic(drawn.sum(axis=2), labels))


def _list_labels(pairs: Sequence[Pair]) -> list[str]:
    return sorted({pair.expected for pair in pairs} | {pair.given for pair in pairs})


def _draw(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return tables drawn anew, of shape (DRAWS, *counts.shape), always the same ones for the same counts."""
    total = int(counts.sum())
    drawn = np.random.default_rng(_SEED).multinomial(total, counts.ravel() / total, size=DRAWS)
    return drawn.reshape(DRAWS, *counts.shape)


def _span(scores: Scores) -> Interval:
    low, high = np.percentile(scores, _PERCENTILES)
    return Interval(low=float(low), high=float(high))


MAIN_FIGURES: Final[Mapping[str, tuple[str, Statistic]]] = {
    "actionable_f1": ("actionable", score_yes_f1),
    "category_accuracy": ("category", score_accuracy),
    "category_macro_f1": ("category", score_macro_f1),
    "priority_accuracy": ("priority", score_accuracy),
    "priority_macro_f1": ("priority", score_macro_f1),
    "due_exact": ("due", score_accuracy),
}
"""The figures that get an interval: the field they judge, and how."""
