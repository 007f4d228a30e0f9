"""Fitting the head: softmax regression, cross-validation and calibration in numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from agents.embedded.e5.weights import Matrix
from agents.embedded.head import Softmax, softmax

Labels = NDArray[np.int64]

FOLDS = 5
_STEPS = 200
_RATE = 0.05
_L2 = 1e-3
_MOMENTUM, _SCALE_MEMORY, _EPSILON = 0.9, 0.999, 1e-8
_CALIBRATION_BINS = 10
_SEED = 20
_TEMPERATURES = np.geomspace(0.3, 5.0, 120)


@dataclass(frozen=True)
class Scores:
    """Cross-validated figures: accuracy, F1 of each class, expected calibration error in ten bins."""

    accuracy: float
    class_f1: tuple[float, ...]
    calibration_error: float

    @property
    def macro_f1(self) -> float:
        """Return the mean F1 of the classes."""
        return sum(self.class_f1) / len(self.class_f1)


@dataclass(frozen=True)
class Target:
    """What one head is to tell: each row's label, 0 to `classes` - 1, and what each row counts for."""

    labels: Labels
    classes: int
    counts: Matrix

    @classmethod
    def make(cls, labels: Labels, classes: int) -> "Target":
        """Return a target of which all rows count the same."""
        return cls(labels, classes, np.ones(len(labels), np.float32))

    def select(self, rows: NDArray[np.bool_]) -> "Target":
        """Return the target of the chosen rows only."""
        return Target(self.labels[rows], self.classes, self.counts[rows])


def fit_softmaxes(features: Matrix, targets: Sequence[Target]) -> list[Softmax]:
    """Return a softmax regression with L2 regularisation for each target; temperature 1.

    They are independent, but fitted side by side by Adam over the whole batch, because reading the features
    is what takes the time. Rare classes weigh more: each row's count is divided by the square root of its
    class's frequency. The initial weights are zero and nothing is drawn at random, so the same data give the
    same weights.
    """
    extended = np.hstack([features, np.ones((len(features), 1), np.float32)])
    bounds = [0, *accumulate(target.classes for target in targets)]
    columns = [slice(start, end) for start, end in pairwise(bounds)]
    joined = np.zeros((extended.shape[1], bounds[-1]), np.float32)
    losses = [_Loss.prepare(target) for target in targets]
    optimiser = _Adam(joined)
    decay = np.full((extended.shape[1], 1), _L2, np.float32)
    decay[-1] = 0.0  # the bias is free
    for step in range(1, _STEPS + 1):
        logits = extended @ joined
        errors = [loss.differentiate(logits[:, part]) for loss, part in zip(losses, columns, strict=True)]
        gradient: Matrix = np.asarray(extended.T @ np.hstack(errors) + decay * joined, np.float32)
        optimiser.descend(gradient, step)
    return [Softmax(joined[:-1, part].copy(), joined[-1, part].copy(), 1.0) for part in columns]


class _Loss:
    """The weighted cross-entropy of one head."""

    def __init__(self, shares: Matrix, wanted: Matrix) -> None:
        self._shares = shares
        self._wanted = wanted

    @classmethod
    def prepare(cls, target: Target) -> "_Loss":
        return cls(_weigh_rows(target), np.eye(target.classes, dtype=np.float32)[target.labels])

    def differentiate(self, logits: Matrix) -> Matrix:
        """Return the loss's derivative by the logits, of their shape."""
        return (softmax(logits) - self._wanted) * self._shares


class _Adam:
    """Kingma and Ba, "Adam" (2015), with a step size that falls to zero; changes `weights` in place."""

    def __init__(self, weights: Matrix) -> None:
        self._weights = weights
        self._first = np.zeros_like(weights)
        self._second = np.zeros_like(weights)

    def descend(self, gradient: Matrix, step: int) -> None:
        self._first = _MOMENTUM * self._first + (1 - _MOMENTUM) * gradient
        self._second = _SCALE_MEMORY * self._second + (1 - _SCALE_MEMORY) * gradient**2
        size = _RATE * (1 - step / (_STEPS + 1)) / (1 - _MOMENTUM**step)
        scale = np.sqrt(self._second / (1 - _SCALE_MEMORY**step)) + _EPSILON
        self._weights -= size * self._first / scale


def _weigh_rows(target: Target) -> Matrix:
    """Return each row's share of the loss, shape (rows, 1), summing to 1."""
    frequencies = np.bincount(target.labels, minlength=target.classes)
    weights = target.counts / np.sqrt(frequencies[target.labels])
    return np.asarray(weights / weights.sum(), np.float32)[:, np.newaxis]


def make_folds(labels: Labels) -> Labels:
    """Return each row's fold, 0 to FOLDS - 1; every fold has its share of each class."""
    folds = np.zeros(len(labels), np.int64)
    generator = np.random.default_rng(_SEED)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        folds[generator.permutation(rows)] = np.arange(len(rows)) % FOLDS
    return folds


def cross_validate(features: Matrix, targets: Sequence[Target], folds: Labels) -> list[Matrix]:
    """Return held-out logits of shape (rows, classes) for each target: no row's model saw its fold."""
    logits = [np.zeros((len(features), target.classes), np.float32) for target in targets]
    for fold in range(FOLDS):
        held_out = folds == fold
        models = fit_softmaxes(features[~held_out], [target.select(~held_out) for target in targets])
        for scores, model in zip(logits, models, strict=True):
            scores[held_out] = features[held_out] @ model.weights + model.bias
    return logits


def fit_temperature(logits: Matrix, labels: Labels) -> float:
    """Return the temperature at which held-out `logits` give `labels` the highest likelihood."""
    losses = [_negative_log_likelihood(logits / temperature, labels) for temperature in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _negative_log_likelihood(logits: Matrix, labels: Labels) -> float:
    chosen = softmax(logits)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chosen, 1e-9)).mean())


def calibrate_by_fold(logits: Matrix, labels: Labels, folds: Labels) -> Matrix:
    """Return held-out probabilities; a fold's temperature comes from the other folds, so it is honest too."""
    probabilities = np.zeros_like(logits)
    for fold in range(FOLDS):
        held_out = folds == fold
        temperature = fit_temperature(logits[~held_out], labels[~held_out])
        probabilities[held_out] = softmax(logits[held_out] / temperature)
    return probabilities


def score(probabilities: Matrix, labels: Labels, predicted: Sequence[int] | Labels) -> Scores:
    """Return the figures of `predicted` classes and of the probabilities they were given."""
    guesses = np.asarray(predicted, np.int64)
    sure = probabilities[np.arange(len(labels)), guesses]
    right = guesses == labels
    classes = probabilities.shape[1]
    return Scores(
        accuracy=float(right.mean()),
        class_f1=tuple(_f1(labels == label, guesses == label) for label in range(classes)),
        calibration_error=_calibration_error(sure, right),
    )


def _f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    both, either = int((truth & guess).sum()), int(truth.sum() + guess.sum())
    return 2 * both / either if either else 1.0


def _calibration_error(sure: Matrix, right: NDArray[np.bool_]) -> float:
    bins = np.minimum((sure * _CALIBRATION_BINS).astype(int), _CALIBRATION_BINS - 1)
    gaps = [
        abs(float(sure[bins == index].mean()) - float(right[bins == index].mean()))
        * float((bins == index).mean())
        for index in np.unique(bins)
    ]
    return float(sum(gaps))
