import numpy as np
import pytest

from evaluation.comparing import Pair
from evaluation.intervals import (
    estimate,
    estimate_difference,
    score_accuracy,
    score_macro_f1,
    score_yes_f1,
)
from evaluation.metrics import compute_accuracy, compute_classes, compute_macro_f1, count_confusion

LABELS = ["bug", "chore", "yes"]


def draw(count: int, right: float, seed: int) -> list[Pair]:
    """Return pairs of which about the share `right` agrees."""
    generator = np.random.default_rng(seed)
    pairs: list[Pair] = []
    for index in range(count):
        label = int(generator.integers(len(LABELS)))
        shift = 0 if generator.random() < right else 1
        pairs.append(Pair(index, LABELS[label], LABELS[(label + shift) % len(LABELS)]))
    return pairs


def test_the_drawn_scores_are_the_same_figures_as_scikit_learn_s() -> None:
    pairs = draw(200, 0.7, seed=1)
    table = np.array([count_confusion(pairs, LABELS).counts])
    assert score_accuracy(table, LABELS)[0] == pytest.approx(compute_accuracy(pairs))
    assert score_macro_f1(table, LABELS)[0] == pytest.approx(compute_macro_f1(pairs, LABELS))
    assert score_yes_f1(table, LABELS)[0] == pytest.approx(compute_classes(pairs, ["yes"])["yes"].f1)


def test_an_interval_is_as_wide_as_the_binomial_one_and_narrows_with_more_messages() -> None:
    wide, narrow = (estimate(draw(count, 0.8, seed=2), score_accuracy) for count in (100, 10_000))
    assert wide.low < 0.8 < wide.high
    assert wide.high - wide.low == pytest.approx(2 * 1.96 * np.sqrt(0.8 * 0.2 / 100), rel=0.25)
    assert narrow.high - narrow.low == pytest.approx(2 * 1.96 * np.sqrt(0.8 * 0.2 / 10_000), rel=0.25)


def test_a_real_difference_is_clear_and_none_is_not() -> None:
    good, bad, alike = draw(400, 0.9, seed=3), draw(400, 0.6, seed=3), draw(400, 0.9, seed=3)
    others = {pair.index: pair for pair in bad}
    for statistic in (score_accuracy, score_macro_f1):
        better = estimate_difference(good, others, statistic)
        assert better is not None
        assert better.low > 0.2
        worse = estimate_difference(bad, {pair.index: pair for pair in good}, statistic)
        assert worse is not None
        assert worse.high < -0.2
        same = estimate_difference(alike, {pair.index: pair for pair in good}, statistic)
        assert same is not None
        assert (same.low, same.high) == (0.0, 0.0)


def test_a_few_messages_do_not_make_a_difference_clear() -> None:
    good = [Pair(index, "bug", "bug") for index in range(5)]
    bad = [*good[:4], Pair(4, "bug", "chore")]
    found = estimate_difference(good, {pair.index: pair for pair in bad}, score_accuracy)
    assert found is not None
    assert found.low <= 0 < found.high


def test_models_without_a_common_message_are_not_compared() -> None:
    assert estimate_difference([Pair(0, "bug", "bug")], {1: Pair(1, "bug", "bug")}, score_accuracy) is None


def test_a_failure_is_wrong_but_no_class() -> None:
    labels = ["bug", "chore", "failed"]
    table = np.array([[[3, 0, 1], [0, 0, 0], [0, 0, 0]]])
    assert score_macro_f1(table, labels)[0] == pytest.approx(6 / 7)
    pairs = [Pair(index, "bug", "bug") for index in range(3)] + [Pair(3, "bug", "failed")]
    assert compute_macro_f1(pairs, ["bug", "chore"]) == pytest.approx(6 / 7)


def test_nobody_called_yes_scores_nothing() -> None:
    assert score_yes_f1(np.array([[[4]]]), ["no"]).tolist() == [0.0]
