from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from agents.embedded.dataset import Example
from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS, LAYERS
from agents.embedded.features import WIDTH
from agents.embedded.head import CATEGORIES, PRIORITIES, Head, Softmax, load_head, save_head
from agents.embedded.training import (
    FOLDS,
    Target,
    calibrate_by_fold,
    cross_validate,
    fit_softmaxes,
    fit_temperature,
    make_folds,
    score,
)
from domain.errors import ConfigurationError

Labels = NDArray[np.int64]


@pytest.fixture
def clouds() -> tuple[Matrix, Labels]:
    """Three overlapping clouds of points in four dimensions."""
    generator = np.random.default_rng(1)
    labels = np.arange(150, dtype=np.int64) % 3
    points = generator.normal(size=(150, 4)) + 3.0 * np.eye(3, 4)[labels]
    return points.astype(np.float32), labels


def accuracy(scores: Matrix, labels: Labels) -> float:
    right: NDArray[np.bool_] = np.argmax(scores, axis=1) == labels
    return float(right.mean())


def test_the_fit_separates_clouds_and_is_deterministic(clouds: tuple[Matrix, Labels]) -> None:
    points, labels = clouds
    first, second = (fit_softmaxes(points, [Target.make(labels, 3)])[0] for _ in range(2))
    assert accuracy(first.score(points), labels) > 0.85
    assert np.array_equal(first.weights, second.weights)


def test_heads_fitted_side_by_side_do_not_disturb_each_other(clouds: tuple[Matrix, Labels]) -> None:
    points, labels = clouds
    kinds, halves = Target.make(labels, 3), Target.make(labels % 2, 2)
    alone = [fit_softmaxes(points, [target])[0] for target in (kinds, halves)]
    together = fit_softmaxes(points, [kinds, halves])
    for first, second in zip(alone, together, strict=True):
        assert np.allclose(first.weights, second.weights, atol=1e-4)
        assert np.allclose(first.bias, second.bias, atol=1e-4)


def test_rows_that_count_for_nothing_teach_nothing(clouds: tuple[Matrix, Labels]) -> None:
    points, labels = clouds
    wrong = np.where(np.arange(150) < 60, 0, labels)
    counts = np.where(np.arange(150) < 60, 0, 1).astype(np.float32)
    (deaf,) = fit_softmaxes(points, [Target(wrong, 3, counts)])
    (misled,) = fit_softmaxes(points, [Target.make(wrong, 3)])
    assert accuracy(deaf.score(points), labels) > 0.85 > accuracy(misled.score(points), labels)


def test_folds_share_every_class_evenly(clouds: tuple[Matrix, Labels]) -> None:
    _, labels = clouds
    folds = make_folds(labels)
    counts = {int(np.sum((folds == fold) & (labels == label))) for fold in range(FOLDS) for label in range(3)}
    assert counts == {10}


def test_held_out_labels_do_not_leak_into_their_own_predictions() -> None:
    generator = np.random.default_rng(2)
    points = generator.normal(size=(100, 60)).astype(np.float32)
    labels = generator.integers(0, 2, size=100)
    target = Target.make(labels, 2)
    (held_out,) = cross_validate(points, [target], make_folds(labels))
    assert accuracy(held_out, labels) < 0.7
    assert accuracy(fit_softmaxes(points, [target])[0].score(points), labels) > 0.9


def test_the_temperature_cools_down_boasting_logits() -> None:
    generator = np.random.default_rng(3)
    labels = generator.integers(0, 2, size=2000)
    said = np.where(generator.random(2000) < 0.75, labels, 1 - labels)  # right three times in four
    boasting = np.where(np.eye(2)[said] > 0, 4.0, 0.0).astype(np.float32)  # says 98 %
    folds = make_folds(labels)
    assert fit_temperature(boasting, labels) == pytest.approx(4 / np.log(3), rel=0.15)
    scores = score(calibrate_by_fold(boasting, labels, folds), labels, [int(guess) for guess in said])
    assert scores.accuracy == pytest.approx(0.75, abs=0.03)
    assert scores.calibration_error < 0.03


def test_scores_tell_wrong_classes_and_wrong_confidence() -> None:
    probabilities = np.array([[0.95, 0.05], [0.95, 0.05], [0.95, 0.05], [0.05, 0.95]], np.float32)
    scores = score(probabilities, np.array([0, 0, 1, 1]), [0, 0, 0, 1])
    assert scores.accuracy == 0.75
    assert scores.class_f1 == pytest.approx((0.8, 2 / 3))
    assert scores.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)
    assert scores.calibration_error == pytest.approx(0.2)


def make_head() -> Head:
    generator = np.random.default_rng(4)

    def make(classes: int) -> Softmax:
        return Softmax(
            generator.normal(size=(WIDTH, classes)).astype(np.float16).astype(np.float32),
            generator.normal(size=classes).astype(np.float32),
            1.5,
        )

    return Head(
        category=make(len(CATEGORIES)),
        priority=make(len(PRIORITIES)),
        means=np.full((LAYERS, DIMENSIONS), 0.5, np.float32),
        data_digest=b"d" * 32,
    )


def test_a_head_survives_its_file_and_the_file_is_reproducible(tmp_path: Path) -> None:
    head = make_head()
    save_head(head, tmp_path / "a.npz")
    save_head(head, tmp_path / "b.npz")
    read = load_head(tmp_path / "a.npz")
    assert np.array_equal(read.category.weights, head.category.weights)
    assert np.array_equal(read.means, head.means)
    assert (read.priority.temperature, read.data_digest) == (1.5, head.data_digest)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_damaged_missing_and_foreign_weights_are_refused_with_a_remedy(tmp_path: Path) -> None:
    damaged, foreign = tmp_path / "damaged.npz", tmp_path / "foreign.npz"
    damaged.write_bytes(b"not an archive")
    head = make_head()
    narrow = Softmax(head.category.weights[:10], head.category.bias, 1.0)
    save_head(Head(narrow, head.priority, head.means, head.data_digest), foreign)
    for path in (damaged, foreign, tmp_path / "missing.npz"):
        with pytest.raises(ConfigurationError) as raised:
            load_head(path)
        assert "agents.embedded.train" in raised.value.remedy


def test_an_example_is_actionable_exactly_when_it_is_not_other() -> None:
    with pytest.raises(ValueError, match="actionable"):
        Example.model_validate(
            {"text": "hi", "lang": "en", "category": "other", "priority": "low", "actionable": True}
        )
