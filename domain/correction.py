"""Corrections: what people made of a message instead of what the agents had."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from domain.task import NewTask
from domain.values import Category, Instant, Priority, Value


class Verdict(Value):
    """What a person says of a message; what is unset or null was not said, `due: null` means none.

    `other` and `is_actionable: false` mean the same, so each of them brings the other with it.
    """

    is_actionable: bool | None = None
    category: Category | None = None
    priority: Priority | None = None
    due: Instant | None = None

    @model_validator(mode="after")
    def _say_something_consistent(self) -> Self:
        if not self.says_due and (self.is_actionable, self.category, self.priority) == (None, None, None):
            msg = "send at least one of is_actionable, category, priority and due"
            raise ValueError(msg)
        says_both = self.is_actionable is not None and self.category is not None
        if says_both and self.is_actionable == (self.category is Category.OTHER):
            msg = "`other` is the category of what is not actionable, and of nothing else"
            raise ValueError(msg)
        return self

    @property
    def says_due(self) -> bool:
        """Return whether something was said of the due time."""
        return "due" in self.model_fields_set

    @property
    def calls_it_work(self) -> bool | None:
        """Return whether there is something to do, as far as that was said."""
        if self.is_actionable is None and self.category is not None:
            return self.category is not Category.OTHER
        return self.is_actionable

    @property
    def kind(self) -> Category | None:
        """Return the category, as far as one was said."""
        return Category.OTHER if self.calls_it_work is False else self.category

    def changes(self) -> dict[str, object]:
        """Return the fields of a task that were said."""
        said: dict[str, object] = {"due": self.due} if self.says_due else {}
        named = {"category": self.category, "priority": self.priority}
        return said | {name: value for name, value in named.items() if value is not None}


class Found(Value):
    """What the agents had said of a message, as far as people correct it.

    `several` is true when they found several pieces of work: then what a person changes in one of them
    says nothing of the message as a whole.
    """

    category: Category
    priority: Priority
    due: Instant | None = None
    sent_at: Instant
    several: bool = False


class DueChange(Value):
    """How a wanted due time differs from the found one; all fields empty: it does not.

    `due_shift_s` is how many seconds later than found it is wanted (negative: earlier), `due_after_s` how
    long after the message where nothing had been found.
    """

    due_removed: bool = False
    due_shift_s: float | None = None
    due_after_s: float | None = None

    @classmethod
    def between(cls, found: Found, wanted: datetime | None) -> Self:
        """Return what a person who wants `wanted` changed."""
        if wanted == found.due:
            return cls()
        if wanted is None:
            return cls(due_removed=True)
        if found.due is None:
            return cls(due_after_s=(wanted - found.sent_at).total_seconds())
        return cls(due_shift_s=(wanted - found.due).total_seconds())


def lesson_of_verdict(verdict: Verdict, found: Found) -> dict[str, object]:
    """Return the fields of a correction that a person's verdict sets."""
    said: dict[str, object] = {
        "is_actionable": verdict.calls_it_work,
        "category": verdict.kind,
        "priority": verdict.priority,
    }
    due = dict(DueChange.between(found, verdict.due)) if verdict.says_due else {}
    return {name: value for name, value in said.items() if value is not None} | due


def lesson_of_change(before: NewTask, after: NewTask, found: Found) -> dict[str, object]:
    """Return the fields of a correction that a change of the agents' task sets; null takes one back."""
    lesson: dict[str, object] = {}
    if after.category != before.category:
        lesson |= _category_lesson(after.category, found)
    if after.priority != before.priority:
        lesson["priority"] = None if after.priority == found.priority else after.priority
    if after.due != before.due:
        lesson |= dict(DueChange.between(found, after.due))
    return lesson


def _category_lesson(category: Category, found: Found) -> dict[str, object]:
    as_found = category == found.category
    lesson: dict[str, object] = {"category": None if as_found else category}
    return lesson | ({"is_actionable": None if as_found else False} if category is Category.OTHER else {})


def lesson_of_acceptance(task: NewTask, found: Found | None) -> dict[str, object]:
    """Return the fields of a correction that accepting a proposal as `task` sets: it was work indeed."""
    if found is not None and found.several:
        return {"is_actionable": True}
    category = None if task.category is Category.OTHER else task.category
    due = dict(DueChange.between(found, task.due)) if found is not None else {}
    return {"is_actionable": True, "category": category, "priority": task.priority, **due}


NOT_A_TASK: Mapping[str, object] = {"is_actionable": False, "category": Category.OTHER}
"""The fields of a correction that declining a proposal as no task sets."""


class Correction(Value):
    """What people corrected in a message, as stored and served; null: not corrected.

    Without `due_removed`, `due_shift_s` and `due_after_s` the due time was not corrected; otherwise `due` is
    what they want, null for none.
    """

    is_actionable: bool | None = None
    category: Category | None = None
    priority: Priority | None = None
    due_removed: bool = False
    due_shift_s: float | None = Field(
        default=None, description="Seconds later than found; less than 0: earlier."
    )
    due_after_s: float | None = Field(default=None, description="Seconds after the message; none was found.")
    due: Instant | None = None
    merged_into: int | None = Field(default=None, description="The task that the message was put to.")
    corrected_by: str
    corrected_at: Instant

    @property
    def is_empty(self) -> bool:
        """Return whether everything was taken back."""
        stored = self.model_dump(exclude={"due", "corrected_by", "corrected_at"}, exclude_defaults=True)
        return not stored

    def amended(self, changes: Mapping[str, object]) -> Self:
        """Return this with `changes`; what contradicts them is taken back."""
        after = self.model_copy(update=dict(changes))
        if after.is_actionable is True and after.category is Category.OTHER:
            return after.model_copy(update={"category": None})
        if "category" in changes and after.is_actionable is False and after.category is not Category.OTHER:
            return after.model_copy(update={"is_actionable": None})
        return after

    def with_due(self, found: datetime | None, sent_at: datetime) -> Self:
        """Return this with the wanted due time, from what was found and when the message was sent."""
        return self.model_copy(update={"due": self._due(found, sent_at)})

    def _due(self, found: datetime | None, sent_at: datetime) -> datetime | None:
        base, seconds = (found, self.due_shift_s) if self.due_after_s is None else (sent_at, self.due_after_s)
        if base is None or seconds is None:
            return None
        try:
            return base + timedelta(seconds=seconds)
        except OverflowError:  # what is found may change, and then lie near the end of time
            return None
