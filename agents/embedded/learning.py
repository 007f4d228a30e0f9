"""Learning from corrections: what people changed about a message speaks for messages that mean the same.

Nothing is trained. A correction is kept as a lesson, and the lesson nearest in meaning adds evidence to the
class it names, before the judge's answer is read off the log-probabilities.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from agents.embedded.e5.weights import Matrix
from agents.embedded.head import CATEGORIES, PRIORITIES, log_softmax
from domain.values import Category, Priority

UNRELATED: Final = 0.45
"""Centred cosine up to which a lesson says nothing: 99.99 % of the pairs of training texts are below."""

IDENTICAL: Final = 0.95
"""Centred cosine from which two texts count as the same: batches alone move a vector by 0.015."""

_STRENGTH: Final = 14.0
_POWER: Final = 3
"""Evidence in nats at `IDENTICAL`, and how steeply it falls.

Light rewordings had cosines of 0.76 to 0.95: 3 to 14 nats, enough against a sure head. But "fix the login"
and "fixed the login" are as near (0.65 to 0.92), so at 0.7 (1.8 nats) a lesson must not yet outvote a head
that is sure of the opposite.
"""


@dataclass(frozen=True, eq=False)
class Lesson:
    """What people said about a message.

    `embedding` is the message's, centred and of length 1, shape (384,); see `Judge.centre`. `category` is
    `other` where they said that it is no task. None means that they said nothing about it.
    """

    embedding: Matrix
    category: Category | None = None
    priority: Priority | None = None


@dataclass(frozen=True, eq=False)
class Logits:
    """Log-probabilities in the order of `CATEGORIES` and `PRIORITIES`, shapes (6,) and (4,)."""

    category: Matrix
    priority: Matrix


def reweigh(embedding: Matrix, logits: Logits, lessons: Sequence[Lesson]) -> Logits:
    """Return `logits` with the evidence of the nearest lessons, one for the category, one for the priority.

    Of lessons about the same text the newest counts. Where no lesson is near, the logits come back as they
    were.

    Args:
        embedding: The judged text's, centred and of length 1, shape (384,).
        logits: What the head says.
        lessons: The corrections, oldest first.
    """
    if not lessons:
        return logits
    cosines = np.stack([lesson.embedding for lesson in lessons]) @ embedding
    categories = [lesson.category for lesson in lessons]
    priorities = [lesson.priority for lesson in lessons]
    return Logits(
        _add_evidence(logits.category, cosines, categories, CATEGORIES),
        _add_evidence(logits.priority, cosines, priorities, PRIORITIES),
    )


def weigh(cosine: float) -> float:
    """Return the evidence in nats that a lesson at this centred cosine gives to its class."""
    nearness = (min(cosine, IDENTICAL) - UNRELATED) / (IDENTICAL - UNRELATED)
    return _STRENGTH * max(0.0, nearness) ** _POWER


def _add_evidence(
    logits: Matrix, cosines: Matrix, said: Sequence[StrEnum | None], classes: Sequence[StrEnum]
) -> Matrix:
    speaking = [index for index, label in enumerate(said) if label is not None]
    if not speaking:
        return logits
    nearest = max(speaking, key=lambda index: (min(float(cosines[index]), IDENTICAL), index))
    evidence = weigh(float(cosines[nearest]))
    if not evidence:
        return logits
    raised = logits.copy()
    raised[[label == said[nearest] for label in classes]] += evidence
    return log_softmax(raised)
