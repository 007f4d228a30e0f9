"""Quick add: one line of text that becomes a task, and what is understood of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import Field

from domain.errors import InvalidInputError
from domain.task import MAX_NAMES, NewTask
from domain.values import Category, Instant, Name, Priority, Source, Text, Value
from domain.workspace import Language, TimeZone

MAX_TITLE_CHARS: Final = 200
"""Longest title that a line gives a task; what is longer goes to the description."""


class SpanKind(StrEnum):
    """What a part of the text was understood as."""

    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    LABEL = "label"
    DUE = "due"
    RECURRENCE = "recurrence"
    LITERAL = "literal"
    """In quotation marks: kept as it is."""


class Span(Value):
    """The part of the text from `start` up to `end`, in characters (code points)."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    kind: SpanKind


class QuickAddSettings(Value):
    """How a line is read: whose clocks its times mean, and how its writer writes dates."""

    timezone: TimeZone = "UTC"
    language: Language = Field(
        default="", description="`en-US` writes the month first in 3/4; all others, the day."
    )


class QuickAdd(Value):
    """What a line of text was understood as; spans are in the order of the text and never overlap."""

    title: str = Field(
        max_length=MAX_TITLE_CHARS,
        description="The text without what was understood; empty only if there is none.",
    )
    description: Text = Field(default="", description="The whole text, if the title does not hold it.")
    priority: Priority | None = None
    assignees: list[Name] = Field(default_factory=list[Name], max_length=MAX_NAMES)
    labels: list[Name] = Field(default_factory=list[Name], max_length=MAX_NAMES)
    due: Instant | None = Field(
        default=None, description="A day without a time ends at 23:59:59. Of a recurrence: its first time."
    )
    recurrence: str | None = Field(
        default=None, description="An RFC 5545 RRULE that starts at `due`, in the time zone."
    )
    spans: list[Span] = Field(
        default_factory=list[Span], description="Which parts of the text were understood, to be highlighted."
    )

    def to_task(self, source: Source = Source.API, category: Category = Category.CHORE) -> NewTask:
        """Return the task; its recurrence is left to the caller.

        Raises:
            InvalidInputError: There is no title.
        """
        if not self.title:
            raise InvalidInputError(
                "The text has no words to be a title.", remedy="Say what is to be done, such as: Report !high"
            )
        return NewTask(
            title=self.title,
            description=self.description,
            category=category,
            priority=self.priority or Priority.MEDIUM,
            source=source,
            due=self.due,
            assignees=self.assignees,
            labels=self.labels,
        )


ReadQuickAdd = Callable[[str, datetime, QuickAddSettings], Awaitable[QuickAdd]]
"""Returns what a text says, seen from a moment with an offset.

It takes milliseconds, reaches nothing outside and takes any text; while its rules are loading it raises
`domain.errors.UnavailableError`.
"""
