"""Learning from corrections: what people changed about a message speaks for messages that mean the same.

Nothing is trained. A correction is kept as a lesson, and the lesson nearest in meaning adds evidence to the
classes it speaks for, before the judge's answer is read off the log-probabilities.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.embedded.e5.weights import Matrix
from agents.embedded.head import CATEGORIES, PRIORITIES, log_softmax
from agents.embedded.judge import Judgement, choose
from agents.text import cut, squeeze
from domain.analysis import Classification, Lesson
from domain.values import Category

UNRELATED: Final = 0.45
"""Similarity up to which a lesson says nothing: 99.99 % of the pairs of training texts are below."""

IDENTICAL: Final = 0.95
"""Similarity from which two texts count as the same: batches alone move a vector by 0.015."""

_STRENGTH: Final = 14.0
_POWER: Final = 3
"""Evidence in nats at `IDENTICAL`, and how steeply it falls.

Light rewordings had cosines of 0.76 to 0.95: 3 to 14 nats, enough against a sure head. But "fix the login"
and "fixed the login" are as near (0.65 to 0.92), so at 0.7 (1.8 nats) a lesson must not yet outvote a head
that is sure of the opposite.
"""

_QUOTE_CHARS: Final = 80


@dataclass(frozen=True, eq=False)
class Logits:
    """Log-probabilities in the order of `CATEGORIES` and `PRIORITIES`, shapes (6,) and (4,)."""

    category: Matrix
    priority: Matrix


def learn(found: Judgement, lessons: Sequence[Lesson]) -> Classification:
    """Return a judgement's classification as people's corrections of messages like it change it."""
    heard = Logits(found.category_logits, found.priority_logits)
    told = reweigh(heard, lessons)
    if told is heard:
        return found.classification
    kind, urgency = choose(told.category, told.priority)
    category = CATEGORIES[kind]
    return Classification(
        is_actionable=category is not Category.OTHER,
        category=category,
        priority=PRIORITIES[urgency],
        confidence=min(1.0, float(np.exp(told.category[kind]))),
        reason=_explain(found.classification, lessons),
    )


def _explain(before: Classification, lessons: Sequence[Lesson]) -> str:
    quote = cut(squeeze(lessons[0].text), _QUOTE_CHARS)
    return f"{cut(before.reason, 300)} People's decision on a similar message counts as well: {quote!r}."


def reweigh(logits: Logits, lessons: Sequence[Lesson]) -> Logits:
    """Return `logits` with the evidence of the nearest lessons, one for the category, one for the priority.

    Of lessons about the same text the first counts. Where no lesson is near, the logits come back as they
    were.

    Args:
        logits: What the head says.
        lessons: The corrections, the newer of equals first.
    """
    category = _add_evidence(logits.category, lessons, _list_kinds)
    priority = _add_evidence(logits.priority, lessons, _list_urgencies)
    if category is logits.category and priority is logits.priority:
        return logits
    return Logits(category, priority)


def weigh(similarity: float) -> float:
    """Return the evidence in nats that a lesson of this similarity gives to its classes."""
    nearness = (min(similarity, IDENTICAL) - UNRELATED) / (IDENTICAL - UNRELATED)
    return _STRENGTH * max(0.0, nearness) ** _POWER


def _list_kinds(lesson: Lesson) -> list[bool]:
    """Return which categories a lesson speaks for: one, all kinds of work, or none."""
    if lesson.is_actionable is False:
        return [category is Category.OTHER for category in CATEGORIES]
    if lesson.category is not None:
        return [category is lesson.category for category in CATEGORIES]
    return [lesson.is_actionable is True and category is not Category.OTHER for category in CATEGORIES]


def _list_urgencies(lesson: Lesson) -> list[bool]:
    return [priority is lesson.priority for priority in PRIORITIES]


def _add_evidence(
    logits: Matrix, lessons: Sequence[Lesson], speak_for: Callable[[Lesson], list[bool]]
) -> Matrix:
    speaking = [lesson for lesson in lessons if any(speak_for(lesson))]
    if not speaking:
        return logits
    nearest = max(speaking, key=lambda lesson: min(lesson.similarity, IDENTICAL))
    evidence = weigh(nearest.similarity)
    if not evidence:
        return logits
    raised = logits.copy()
    raised[speak_for(nearest)] += evidence
    return log_softmax(raised)
