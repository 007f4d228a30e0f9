"""Recurring tasks: finding the next occurrence, and letting the store make its task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from domain.access import Principal, RequestKey
from domain.errors import InvalidInputError
from domain.ports import Clock
from domain.recurring import RecurringDraft, RecurringTask
from domain.reminder import DAY_ENDS
from domain.task import NewTask, Task
from pipeline.recurrence import Recurrence, next_occurrence

BATCH = 200
"""Most recurrences that are gone on with at one look."""

_INSTANT = timedelta(microseconds=1)


class RecurrenceStore(Protocol):
    """Where recurrences are stored; each method is one transaction."""

    async def start(
        self, by: Principal, draft: RecurringDraft, occurrence: datetime, key: RequestKey | None
    ) -> Task:
        """Store a recurrence with its first task, or return what the key answered before."""
        ...

    async def repeat(self, by: Principal, task_id: int, draft: RecurringDraft, occurrence: datetime) -> Task:
        """Store a recurrence whose first task exists, instead of the one that the task may have."""
        ...

    async def get_task(self, workspace_id: int, task_id: int) -> Task:
        """Return a task."""
        ...

    async def stop(self, by: Principal, recurrence_id: int) -> None:
        """End a recurrence."""
        ...

    async def get_recurrence(self, workspace_id: int, recurrence_id: int) -> RecurringTask:
        """Return a recurrence."""
        ...

    async def list_recurrences(self, workspace_id: int) -> Sequence[RecurringTask]:
        """Return the recurrences that go on."""
        ...

    async def find_due(self, now: datetime, limit: int) -> Sequence[RecurringTask]:
        """Return recurrences whose newest task's time has come."""
        ...

    async def advance(self, recurring: RecurringTask, occurrence: datetime | None) -> bool:
        """Make the task of an occurrence, or end the recurrence; False when somebody else was faster."""
        ...


@dataclass(frozen=True)
class RecurringTasks:
    """`domain.recurring.Recurrences`, and what goes on with those whose time has come."""

    store: RecurrenceStore
    clock: Clock

    async def start(
        self, by: Principal, draft: NewTask, rule: str, timezone: str, key: RequestKey | None
    ) -> Task:
        """See `domain.recurring.Recurrences`."""
        recurrence = _read_rule(rule, timezone, draft.due, self.clock.now())
        occurrence = self._first(recurrence, draft.due)
        return await self.store.start(by, _draft(recurrence, draft), occurrence, key)

    async def repeat(
        self, by: Principal, task_id: int, rule: str, timezone: str, starts: datetime | None
    ) -> Task:
        """See `domain.recurring.Recurrences`."""
        task = await self.store.get_task(by.workspace_id, task_id)
        begins = starts or task.due
        recurrence = _read_rule(rule, timezone, begins, self.clock.now())
        occurrence = self._first(recurrence, begins)
        if (task.recurrence, task.due) == (recurrence.rrule, occurrence):
            return task
        draft = NewTask.model_validate(task.model_dump())
        return await self.store.repeat(by, task_id, _draft(recurrence, draft), occurrence)

    async def stop(self, by: Principal, recurrence_id: int) -> None:
        """See `domain.recurring.Recurrences`."""
        await self.store.stop(by, recurrence_id)

    async def get_recurrence(self, workspace_id: int, recurrence_id: int) -> RecurringTask:
        """See `domain.recurring.Recurrences`."""
        return await self.store.get_recurrence(workspace_id, recurrence_id)

    async def list_recurrences(self, workspace_id: int) -> Sequence[RecurringTask]:
        """See `domain.recurring.Recurrences`."""
        return await self.store.list_recurrences(workspace_id)

    async def fire(self, now: datetime) -> int:
        """Make the next task of each recurrence whose newest one's time has come; return how many.

        Occurrences that have passed meanwhile are left out: the next task is always one to come.
        """
        due = await self.store.find_due(now, BATCH)
        made = 0
        for recurring in due:
            rule = Recurrence(rrule=recurring.rule, timezone=recurring.timezone, start=recurring.starts)
            made += await self.store.advance(recurring, next_occurrence(rule, now))
        return made

    def _first(self, recurrence: Recurrence, begins: datetime | None) -> datetime:
        now = self.clock.now()
        after = now if begins is None else max(begins - _INSTANT, now)
        occurrence = next_occurrence(recurrence, after)
        if occurrence is None:
            raise InvalidInputError(
                "The recurrence is over before it begins.",
                remedy="Leave UNTIL and COUNT out, or start later.",
            )
        return occurrence


def _read_rule(rule: str, timezone: str, begins: datetime | None, now: datetime) -> Recurrence:
    text = rule.strip().upper().removeprefix("RRULE:")
    try:
        zone = ZoneInfo(timezone)
        start = (begins or now).astimezone(zone).replace(tzinfo=None)
        if begins is None:
            start = start.replace(hour=0, minute=0, second=0, microsecond=0)
            start = start if "BYHOUR" in text else datetime.combine(start, DAY_ENDS)
        return Recurrence(rrule=text, timezone=timezone, start=start)
    except ValidationError as error:
        raise InvalidInputError(f"The recurrence can't be used: {error.errors()[0]['msg']}.") from None


def _draft(recurrence: Recurrence, task: NewTask) -> RecurringDraft:
    return RecurringDraft(
        rule=recurrence.rrule,
        timezone=recurrence.timezone,
        starts=recurrence.start,
        task=task.model_copy(update={"due": None}),
    )
