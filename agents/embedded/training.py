"""Fitting the head: softmax regression, cross-validation and calibration in numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.embedded.encoder import Matrix
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
    """Cross-validated figures: accuracy, mean F1 of the classes, expected calibration error in ten bins."""

    accuracy: float
    macro_f1: float
    calibration_error: float


def fit_softmax(features: Matrix, labels: Labels, classes: int) -> Softmax:
    """Return a softmax regression with L2 regularisation, fitted by Adam over the whole batch; temperature 1.

    Rare classes weigh more: each row counts by the inverse square root of its class's frequency. The initial
    weights are zero and nothing is drawn at random, so the same data give the same weights.
    """
    shares = _weigh_rows(labels, classes)
    extended = np.hstack([features, np.ones((len(labels), 1), np.float32)])
    targets = np.eye(classes, dtype=np.float32)[labels]
    weights = np.zeros((extended.shape[1], classes), np.float32)
    decay = np.full((extended.shape[1], 1), _L2, np.float32)
    decay[-1] = 0.0  # the bias is free
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        error = (softmax(extended @ weights) - targets) * shares
        gradient = extended.T @ error + decay * weights
        first = _MOMENTUM * first + (1 - _MOMENTUM) * gradient
        second = _SCALE_MEMORY * second + (1 - _SCALE_MEMORY) * gradient**2
        step_size = _RATE * (1 - step / (_STEPS + 1)) / (1 - _MOMENTUM**step)
        weights -= step_size * first / (np.sqrt(second / (1 - _SCALE_MEMORY**step)) + _EPSILON)
    return Softmax(weights[:-1], weights[-1], 1.0)


def _weigh_rows(labels: Labels, classes: int) -> Matrix:
    """Return each row's share of the loss, shape (rows, 1), summing to 1."""
    counts = np.bincount(labels, minlength=classes)
    weights = 1 / np.sqrt(counts[labels])
    return np.asarray(weights / weights.sum(), np.float32)[:, np.newaxis]


def make_folds(labels: Labels) -> Labels:
    """Return each row's fold, 0 to FOLDS - 1; every fold has its share of each class."""
    folds = np.zeros(len(labels), np.int64)
    generator = np.random.default_rng(_SEED)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        folds[generator.permutation(rows)] = np.arange(len(rows)) % FOLDS
    return folds


def cross_validate(features: Matrix, labels: Labels, classes: int, folds: Labels) -> Matrix:
    """Return held-out logits of shape (rows, classes): no row's model saw its fold."""
    logits = np.zeros((len(labels), classes), np.float32)
    for fold in range(FOLDS):
        held_out = folds == fold
        model = fit_softmax(features[~held_out], labels[~held_out], classes)
        logits[held_out] = features[held_out] @ model.weights + model.bias
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


def score(probabilities: Matrix, labels: Labels, predicted: Sequence[int]) -> Scores:
    """Return the figures of `predicted` classes and of the probabilities they were given."""
    guesses = np.asarray(predicted, np.int64)
    sure = probabilities[np.arange(len(labels)), guesses]
    right = guesses == labels
    classes = probabilities.shape[1]
    return Scores(
        accuracy=float(right.mean()),
        macro_f1=float(np.mean([_f1(labels == label, guesses == label) for label in range(classes)])),
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
