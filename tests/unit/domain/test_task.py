from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.errors import IllegalTransitionError
from domain.task import TRANSITIONS, NewTask, Task, TaskChange, check_transition
from domain.values import Category, Priority, TaskStatus

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
TASK = Task(
    id=1,
    title="Fix the login",
    description="It fails.",
    category=Category.BUG,
    priority=Priority.HIGH,
    due=NOON,
    assignees=["ann"],
    labels=["web"],
    status=TaskStatus.OPEN,
    created_at=NOON,
    updated_at=NOON,
    version=3,
)

OPEN, DOING, DONE, CLOSED = (
    TaskStatus.OPEN,
    TaskStatus.IN_PROGRESS,
    TaskStatus.COMPLETED,
    TaskStatus.CLOSED,
)
LEGAL = {
    (OPEN, DOING),
    (OPEN, DONE),
    (OPEN, CLOSED),
    (DOING, OPEN),
    (DOING, DONE),
    (DOING, CLOSED),
    (DONE, OPEN),
    (DONE, CLOSED),
    (CLOSED, OPEN),
}


@pytest.mark.parametrize("current", TaskStatus)
@pytest.mark.parametrize("target", TaskStatus)
def test_a_task_moves_as_the_table_says(current: TaskStatus, target: TaskStatus) -> None:
    if current == target or (current, target) in LEGAL:
        check_transition(current, target)
        return
    with pytest.raises(IllegalTransitionError) as caught:
        check_transition(current, target)
    assert current in caught.value.detail
    assert target in caught.value.detail
    assert all(allowed in caught.value.remedy for allowed in TRANSITIONS[current])


def test_every_status_can_be_left_and_reached() -> None:
    assert set(TRANSITIONS) == set(TaskStatus)
    assert {target for targets in TRANSITIONS.values() for target in targets} == set(TaskStatus)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Fix the logout"),
        ("description", ""),
        ("category", Category.CHORE),
        ("priority", Priority.LOW),
        ("status", TaskStatus.CLOSED),
        ("due", datetime(2027, 1, 1, tzinfo=UTC)),
        ("due", None),
        ("assignees", []),
        ("labels", ["api", "web"]),
    ],
)
def test_a_change_changes_its_field_only(field: str, value: object) -> None:
    changed = TaskChange.model_validate({field: value}).apply(TASK)
    assert changed.model_dump() == TASK.model_dump() | {field: value}


def test_every_field_that_can_change_is_one_of_the_task() -> None:
    assert set(TaskChange.model_fields) == (set(NewTask.model_fields) | {"status"}) - {
        "source",
        "chat_id",
        "parent_id",
    }


@pytest.mark.parametrize("field", sorted(set(TaskChange.model_fields) - {"due"}))
def test_null_leaves_a_field_as_it_is(field: str) -> None:
    assert TaskChange.model_validate({field: None}).apply(TASK) == TASK


def test_an_unset_due_time_stays() -> None:
    assert TaskChange(title="New").apply(TASK).due == NOON


def test_nothing_changes_when_the_move_is_illegal() -> None:
    closed = TASK.model_copy(update={"status": CLOSED})
    with pytest.raises(IllegalTransitionError):
        TaskChange(title="New", status=DOING).apply(closed)
    assert closed.title == "Fix the login"


def test_staying_where_it_is_changes_nothing() -> None:
    assert TaskChange(status=OPEN).apply(TASK) == TASK


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "x" * 513},
        {"assignees": ["ann"] * 51},
        {"labels": [""]},
        {"status": "lost"},
        {"due": "2026-01-31T12:00:00"},
        {"description": "\x00"},
    ],
)
def test_a_change_that_can_not_be_stored_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TaskChange.model_validate(fields)


@given(st.lists(st.sampled_from(TaskStatus), max_size=8))
def test_a_task_is_always_where_its_last_legal_move_led(moves: list[TaskStatus]) -> None:
    task = TASK
    for target in moves:
        legal = target == task.status or (task.status, target) in LEGAL
        try:
            task = TaskChange(status=target).apply(task)
        except IllegalTransitionError:
            assert not legal
        else:
            assert legal
            assert task.status == target
