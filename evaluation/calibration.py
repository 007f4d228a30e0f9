"""Is a confidence of 0.8 right eight times in ten?"""

from collections.abc import Sequence
from math import ceil

from evaluation.report import Bin

BINS = 15


def bin_answers(answers: Sequence[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """Return the bins of equal width that hold any `answers`, each a confidence and whether it is right."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in answers:
        members.setdefault(_find_bin(confidence, bins), []).append((confidence, is_right))
    return [_sum_up(index, members[index], bins) for index in sorted(members)]


def _find_bin(confidence: float, bins: int) -> int:
    return max(ceil(confidence * bins) - 1, 0)


def _sum_up(index: int, members: Sequence[tuple[float, bool]], bins: int) -> Bin:
    return Bin(
        low=index / bins,
        high=(index + 1) / bins,
        messages=len(members),
        confidence=sum(confidence for confidence, _ in members) / len(members),
        right=sum(is_right for _, is_right in members) / len(members),
    )


def compute_calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap of confidence and share right, over the answers.

    As in Guo et al., "On Calibration of Modern Neural Networks" (2017), equation 3.
    """
    total = sum(each.messages for each in bins)
    return sum(abs(each.confidence - each.right) * each.messages for each in bins) / total
