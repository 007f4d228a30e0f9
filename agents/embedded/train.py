"""Train the head: `python -m agents.embedded.train` reads data/messages.jsonl and writes head.npz.

It prints figures of five-fold cross-validation, then fits once more on everything. Vectors are centred by the
training mean; a temperature for each head is fitted on the held-out logits. The only random draw, of the
folds, has a fixed seed.
"""

import sys
import time

import numpy as np

from agents.embedded.dataset import Example, compute_digest, load_examples
from agents.embedded.encoder import Matrix, get_encoder
from agents.embedded.features import make_features
from agents.embedded.head import CATEGORIES, HEAD_FILE, PRIORITIES, Head, Softmax, save_head
from agents.embedded.injection import strip_commands
from agents.embedded.judge import choose_category
from agents.embedded.training import (
    Labels,
    Scores,
    calibrate_by_fold,
    cross_validate,
    fit_softmax,
    fit_temperature,
    make_folds,
    score,
)
from domain.values import Category

_BATCH = 64
_OTHER = CATEGORIES.index(Category.OTHER)


def main() -> None:
    """Train, print the figures and write the weights."""
    started_at = time.monotonic()
    examples = load_examples()
    digest = compute_digest()
    texts = [strip_commands(example.text)[0] for example in examples]
    embeddings = _encode(texts)
    mean = _round(embeddings.mean(axis=0))
    features = make_features(texts, embeddings, mean)
    head = train_head(examples, features, mean, digest)
    save_head(head, HEAD_FILE)
    _say(f"{HEAD_FILE.name}: {HEAD_FILE.stat().st_size / 1000:.0f} kB, {time.monotonic() - started_at:.0f} s")


def train_head(examples: list[Example], features: Matrix, mean: Matrix, digest: bytes) -> Head:
    """Return the head for `features` of shape (len(examples), WIDTH), and print how well it does."""
    categories = np.array([CATEGORIES.index(example.category) for example in examples], np.int64)
    priorities = np.array([PRIORITIES.index(example.priority) for example in examples], np.int64)
    category_folds, priority_folds = make_folds(categories), make_folds(priorities)
    _say(f"{len(examples)} messages")
    category_logits = cross_validate(features, categories, len(CATEGORIES), category_folds)
    priority_logits = cross_validate(features, priorities, len(PRIORITIES), priority_folds)
    _report_category(category_logits, categories, category_folds)
    _report_languages(category_logits, categories, examples)
    _report_priority(priority_logits, priorities, priority_folds)
    return Head(
        category=_fit_calibrated(features, categories, category_logits),
        priority=_fit_calibrated(features, priorities, priority_logits),
        mean=mean,
        data_digest=digest,
    )


def _encode(texts: list[str]) -> Matrix:
    encoder = get_encoder()
    return np.vstack(
        [encoder.encode(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
    )


def _round(values: Matrix) -> Matrix:
    """The mean is stored as float16; training must see it as it will be read."""
    return values.astype(np.float16).astype(np.float32)


def _fit_calibrated(features: Matrix, labels: Labels, held_out_logits: Matrix) -> Softmax:
    fitted = fit_softmax(features, labels, held_out_logits.shape[1])
    return Softmax(fitted.weights, fitted.bias, fit_temperature(held_out_logits, labels))


def _report_category(logits: Matrix, labels: Labels, folds: Labels) -> None:
    probabilities = calibrate_by_fold(logits, labels, folds)
    predicted = [choose_category(row) for row in probabilities]
    _say_scores("category", score(probabilities, labels, predicted))
    no_work = probabilities[:, _OTHER]
    both = np.stack([no_work, 1 - no_work], axis=1)
    truth = (labels != _OTHER).astype(np.int64)
    _say_scores("actionable", score(both, truth, [int(row[1] >= row[0]) for row in both]))
    sure = probabilities[np.arange(len(labels)), predicted] >= 0.8  # noqa: PLR2004 - an example threshold
    right = np.asarray(predicted) == labels
    _say(f"confidence >= 0.8: {sure.mean():.0%} of the messages, {right[sure].mean():.1%} of them right")


def _report_languages(logits: Matrix, labels: Labels, examples: list[Example]) -> None:
    right = np.argmax(logits, axis=1) == labels
    languages = np.array([example.lang for example in examples])
    figures = [f"{name} {right[languages == name].mean():.3f}" for name in np.unique(languages)]
    _say("category accuracy by language: " + ", ".join(figures))


def _report_priority(logits: Matrix, labels: Labels, folds: Labels) -> None:
    probabilities = calibrate_by_fold(logits, labels, folds)
    predicted = [int(index) for index in np.argmax(probabilities, axis=1)]
    _say_scores("priority", score(probabilities, labels, predicted))


def _say_scores(name: str, scores: Scores) -> None:
    _say(
        f"{name}: accuracy {scores.accuracy:.3f}, macro-F1 {scores.macro_f1:.3f}, "
        f"calibration error {scores.calibration_error:.3f}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
