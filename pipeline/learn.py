"""Heeding what people made of messages that say the same: one mistake is not made twice."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from domain.analysis import Classification, Findings, Lesson, MessageContext
from domain.values import Category, Priority

T = TypeVar("T")

SAME: Final = 0.95
"""Similarity from which on two messages say the same, so that a correction of one holds for the other."""

_SURE: Final = 0.97
"""Confidence of what a person has said."""

_NOTE: Final = "A person corrected a message that says the same."


def heed(findings: Findings, context: MessageContext) -> Findings:
    """Return `findings` with what people corrected in messages that say the same.

    The likest correction that speaks of a field decides it. Less similar ones are left to the agents, which
    are shown them as well.
    """
    lessons = [lesson for lesson in context.lessons if lesson.similarity >= SAME]
    if not lessons:
        return findings
    classification = _heed_classification(findings.classification, lessons)
    due = _heed_due(findings.extraction.due, context.sent_at, lessons)
    if not classification.is_actionable:
        due = None
    extraction = findings.extraction.model_copy(update={"due": due})
    return findings.model_copy(update={"classification": classification, "extraction": extraction})


def _heed_classification(found: Classification, lessons: Sequence[Lesson]) -> Classification:
    category = _first(lessons, lambda lesson: lesson.category) or found.category
    is_work = _first(lessons, lambda lesson: lesson.is_actionable)
    if is_work is None:
        is_work = category is not Category.OTHER if category is not found.category else found.is_actionable
    if not is_work:
        category = Category.OTHER
    elif category is Category.OTHER:
        category = Category.CHORE
    priority = _first(lessons, lambda lesson: lesson.priority) or found.priority
    if not is_work:
        priority = Priority.LOW
    if (is_work, category, priority) == (found.is_actionable, found.category, found.priority):
        return _confirm(found, lessons)
    return Classification(
        is_actionable=is_work, category=category, priority=priority, confidence=_SURE, reason=_NOTE
    )


def _confirm(found: Classification, lessons: Sequence[Lesson]) -> Classification:
    """Return `found`, surer where a person has said the same of whether it is work."""
    if _first(lessons, lambda lesson: lesson.is_actionable) is None:
        return found
    return found.model_copy(update={"confidence": max(found.confidence, _SURE)})


def _heed_due(found: datetime | None, sent_at: datetime, lessons: Sequence[Lesson]) -> datetime | None:
    for lesson in lessons:
        if lesson.due_removed:
            return None
        if found is not None and lesson.due_shift_s is not None:
            return found + timedelta(seconds=lesson.due_shift_s)
        if found is None and lesson.due_after_s is not None:
            return sent_at + timedelta(seconds=lesson.due_after_s)
    return found


def _first(lessons: Sequence[Lesson], field: Callable[[Lesson], T | None]) -> T | None:
    return next((value for lesson in lessons if (value := field(lesson)) is not None), None)
