"""Train the head: `python -m agents.embedded.train` reads data/messages.jsonl and writes head.npz.

It prints figures of five-fold cross-validation, then fits once more on everything. Vectors are centred by the
training means; a temperature for each head is fitted on the held-out logits. The only random draw, of the
folds, has a fixed seed.
"""

import sys
import time

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from agents.embedded.dataset import Example, compute_digest, load_examples
from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS, LAYERS, Encoder, get_encoder
from agents.embedded.features import make_features
from agents.embedded.head import CATEGORIES, HEAD_FILE, OTHER_SHARE, PRIORITIES, Head, Softmax, save_head
from agents.embedded.judge import choose, leave_out_commands
from agents.embedded.training import (
    Labels,
    Scores,
    Target,
    calibrate_by_fold,
    cross_validate,
    fit_softmaxes,
    fit_temperature,
    make_folds,
    score,
)
from domain.values import Category

_BATCH = 128
_OTHER = CATEGORIES.index(Category.OTHER)


def main() -> None:
    """Train, print the figures and write the weights."""
    started_at = time.monotonic()
    examples = load_examples()
    digest = compute_digest()
    texts = [leave_out_commands(example.text)[0] for example in examples]
    layers = encode_all(texts, get_encoder())
    means = _round(layers.mean(axis=0))
    head = train_head(examples, make_features(texts, layers, means), means, digest)
    save_head(head, HEAD_FILE)
    _say(f"{HEAD_FILE.name}: {HEAD_FILE.stat().st_size / 1000:.0f} kB, {time.monotonic() - started_at:.0f} s")


def encode_all(texts: list[str], encoder: Encoder) -> Matrix:
    """Return the layers of `texts`, shape (len(texts), LAYERS, 384), with a progress bar.

    Neighbours share a run by length, so the texts are sorted before they are cut into batches.
    """
    layers = np.empty((len(texts), LAYERS, DIMENSIONS), np.float32)
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    starts = range(0, len(order), _BATCH)
    for start in track(starts, f"Embedding {len(texts)} messages"):
        rows = order[start : start + _BATCH]
        layers[rows] = encoder.encode_layers([texts[row] for row in rows])
    return layers


def train_head(examples: list[Example], features: Matrix, means: Matrix, digest: bytes) -> Head:
    """Return the head for `features` of shape (len(examples), WIDTH), and print how well it does."""
    categories = np.array([CATEGORIES.index(example.category) for example in examples], np.int64)
    priorities = np.array([PRIORITIES.index(example.priority) for example in examples], np.int64)
    counts = np.where(categories == _OTHER, np.float32(OTHER_SHARE), np.float32(1))
    targets = [
        Target.make(categories, len(CATEGORIES)),
        Target(priorities, len(PRIORITIES), np.asarray(counts, np.float32)),
    ]
    folds = make_folds(categories * len(PRIORITIES) + priorities)
    _say("Five-fold cross-validation …")
    held_out = cross_validate(features, targets, folds)
    kinds, urgencies = (
        calibrate_by_fold(logits, target.labels, folds)
        for logits, target in zip(held_out, targets, strict=True)
    )
    _Report(examples, categories, priorities).say(kinds, urgencies)
    fitted = fit_softmaxes(features, targets)
    category, priority = (
        Softmax(model.weights, model.bias, fit_temperature(logits, target.labels))
        for model, logits, target in zip(fitted, held_out, targets, strict=True)
    )
    return Head(category=category, priority=priority, means=means, data_digest=digest)


def _round(values: Matrix) -> Matrix:
    """The means are stored as float16; training must see them as they will be read."""
    return values.astype(np.float16).astype(np.float32)


class _Report:
    """Prints how held-out probabilities compare with the truth."""

    def __init__(self, examples: list[Example], categories: Labels, priorities: Labels) -> None:
        self._languages = np.array([example.lang for example in examples])
        self._categories = categories
        self._priorities = priorities

    def say(self, kinds: Matrix, urgencies: Matrix) -> None:
        """Print the figures of probabilities of shapes (rows, 6) and (rows, 4)."""
        with np.errstate(divide="ignore"):
            chosen = [choose(*row) for row in zip(np.log(kinds), np.log(urgencies), strict=True)]
        predicted = np.array([kind for kind, _ in chosen], np.int64)
        urgent = np.array([urgency for _, urgency in chosen], np.int64)
        _say_scores("category", score(kinds, self._categories, predicted))
        self._say_languages(kinds, predicted)
        self._say_actionable(kinds)
        _say_scores("priority", score(urgencies, self._priorities, urgent))
        work = self._categories != _OTHER
        _say_scores("  of work", score(urgencies[work], self._priorities[work], urgent[work]))
        sure = kinds[np.arange(len(predicted)), predicted] >= 0.8  # noqa: PLR2004 - an example threshold
        right = predicted[sure] == self._categories[sure]
        _say(f"confidence >= 0.8: {sure.mean():.0%} of the messages, {right.mean():.1%} of them right")

    def _say_languages(self, kinds: Matrix, predicted: Labels) -> None:
        for language in np.unique(self._languages):
            rows: NDArray[np.bool_] = self._languages == language
            _say_scores(f"  {language}", score(kinds[rows], self._categories[rows], predicted[rows]))

    def _say_actionable(self, kinds: Matrix) -> None:
        no_work = kinds[:, _OTHER]
        both = np.stack([no_work, 1 - no_work], axis=1)
        truth = np.asarray(self._categories != _OTHER, np.int64)
        scores = score(both, truth, np.asarray(no_work <= 0.5, np.int64))  # noqa: PLR2004 - as `choose_category`
        _say_scores("actionable", scores)
        _say(f"actionable F1 {scores.class_f1[1]:.3f}")


def _say_scores(name: str, scores: Scores) -> None:
    _say(
        f"{name}: accuracy {scores.accuracy:.3f}, macro-F1 {scores.macro_f1:.3f}, "
        f"calibration error {scores.calibration_error:.3f}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
