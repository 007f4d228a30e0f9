"""Heeding corrections of messages that say the same."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.analysis import Extraction, Findings, Lesson, MessageContext
from domain.values import Category, Priority
from pipeline.learn import SAME, heed
from tests.fakes.analyst import make_findings

SENT = datetime(2026, 3, 11, 9, tzinfo=UTC)
FRIDAY = SENT + timedelta(days=2)
FOUND = make_findings(confidence=0.6, extraction=Extraction(due=FRIDAY))
DAY_S = 86_400.0


def lesson(similarity: float = 1.0, **fields: object) -> Lesson:
    return Lesson.model_validate({"text": "as before", "similarity": similarity, **fields})


def after(*lessons: Lesson, findings: Findings = FOUND) -> Findings:
    context = MessageContext(text="as before", author="Ann", sent_at=SENT, lessons=list(lessons))
    return heed(findings, context)


def test_without_lessons_nothing_changes() -> None:
    assert after() == FOUND


def test_a_message_that_only_resembles_is_left_to_the_agents() -> None:
    assert after(lesson(SAME - 0.01, category=Category.CHORE, due_removed=True)) == FOUND


def test_a_corrected_category_and_priority_hold() -> None:
    learnt = after(lesson(category=Category.CHORE), lesson(SAME, priority=Priority.LOW)).classification
    assert (learnt.is_actionable, learnt.category, learnt.priority) == (True, Category.CHORE, Priority.LOW)
    assert "person" in learnt.reason
    assert learnt.confidence > FOUND.classification.confidence


def test_the_likest_correction_decides() -> None:
    lessons = lesson(1.0, category=Category.QUESTION), lesson(0.97, category=Category.CHORE)
    assert after(*lessons).classification.category is Category.QUESTION


def test_what_is_no_task_has_no_due_and_no_urgency() -> None:
    learnt = after(lesson(is_actionable=False, category=Category.OTHER, priority=Priority.CRITICAL))
    assert not learnt.classification.is_actionable
    assert learnt.classification.category is Category.OTHER
    assert learnt.classification.priority is Priority.LOW
    assert learnt.extraction.due is None


@pytest.mark.parametrize("category", [None, Category.BUG])
def test_what_is_a_task_after_all_becomes_one(category: Category | None) -> None:
    nothing = make_findings(is_actionable=False, category=Category.OTHER)
    learnt = after(lesson(is_actionable=True, category=category), findings=nothing).classification
    assert (learnt.is_actionable, learnt.category) == (True, category or Category.CHORE)


def test_a_confirmed_task_is_surer() -> None:
    learnt = after(lesson(is_actionable=True, category=Category.BUG, priority=Priority.HIGH)).classification
    assert learnt.category is FOUND.classification.category
    assert learnt.reason == FOUND.classification.reason
    assert learnt.confidence > FOUND.classification.confidence


def test_the_same_shift_is_applied_to_a_due_time() -> None:
    assert after(lesson(due_shift_s=-DAY_S)).extraction.due == FRIDAY - timedelta(days=1)


def test_a_due_time_that_was_taken_away_is_not_set_again() -> None:
    assert after(lesson(due_removed=True)).extraction.due is None


def test_a_due_time_that_was_missed_is_set_as_long_after() -> None:
    without = make_findings()
    learnt = after(lesson(due_after_s=3 * DAY_S), findings=without)
    assert learnt.extraction.due == SENT + timedelta(days=3)
    assert after(lesson(due_after_s=3 * DAY_S)).extraction.due == FRIDAY
