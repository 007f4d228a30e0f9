"""Recurring tasks: a draft and a rule of RFC 5545 that makes the next one in its time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pydantic import Field, NaiveDatetime

from domain.access import Principal, RequestKey
from domain.task import NewTask, Task
from domain.values import Instant, Value
from domain.workspace import TimeZone


class RecurringDraft(Value):
    """A task that is to come again; `starts` is the wall time in `timezone` that the rule begins at."""

    rule: str = Field(description="An RFC 5545 RRULE's value.")
    timezone: TimeZone
    starts: NaiveDatetime
    task: NewTask


class RecurringTask(RecurringDraft):
    """A recurrence as it is stored; `next_at` is when its next task is made, null when it has ended."""

    id: int
    workspace_id: int
    next_at: Instant | None
    created_by: str
    created_at: Instant


class Recurrences(Protocol):
    """The recurring tasks of workspaces. Of each there is one task to come at a time."""

    async def start(
        self, by: Principal, draft: NewTask, rule: str, timezone: str, key: RequestKey | None
    ) -> Task:
        """Begin a recurrence and return its first task; a repeated key returns the task as first answered.

        The rule begins at the draft's due time; without one it means days as a whole, from today on. The
        first task is due at the first occurrence that is not past.

        Raises:
            InvalidInputError: The rule is none of RFC 5545, or it does not come any more.
            IdempotencyKeyReusedError: The key was used for another request.
        """
        ...

    async def repeat(
        self, by: Principal, task_id: int, rule: str, timezone: str, starts: datetime | None
    ) -> Task:
        """Let a task be the first of a recurrence, which takes the place of one it may have; return the task.

        It is due at the first occurrence from `starts` on, without that from its due time on. Repeating the
        same changes nothing.

        Raises:
            TaskNotFoundError: No such task in this workspace.
            InvalidInputError: The rule is none of RFC 5545, or it does not come any more.
        """
        ...

    async def stop(self, by: Principal, recurrence_id: int) -> None:
        """End a recurrence; what is unfinished of it stays as a plain task. May be repeated.

        Raises:
            NotFoundError: No such recurrence in this workspace.
        """
        ...

    async def get_recurrence(self, workspace_id: int, recurrence_id: int) -> RecurringTask:
        """Return a recurrence, one that has ended too.

        Raises:
            NotFoundError: No such recurrence in this workspace.
        """
        ...

    async def list_recurrences(self, workspace_id: int) -> Sequence[RecurringTask]:
        """Return the recurrences that go on, the newest first, at most 500."""
        ...
