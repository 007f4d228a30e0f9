"""Recurring tasks in memory: what the HTTP layer asks for, without any rule being expanded."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import Principal, RequestKey
from domain.errors import InvalidInputError, NotFoundError
from domain.recurring import RecurringTask
from domain.task import NewTask, Task
from tests.fakes.board import FakeTaskBoard
from tests.fakes.clock import START
from tests.fakes.outage import Outage


class FakeRecurrences(Outage):
    """`domain.recurring.Recurrences` over a dictionary; a rule is whatever begins with FREQ."""

    def __init__(self, board: FakeTaskBoard) -> None:
        super().__init__()
        self._board = board
        self.known: dict[tuple[int, int], RecurringTask] = {}

    def put(self, workspace_id: int, recurring: RecurringTask) -> None:
        """Let there be a recurrence, and no other."""
        self.known = {(workspace_id, recurring.id): recurring}

    async def start(
        self, by: Principal, draft: NewTask, rule: str, timezone: str, key: RequestKey | None
    ) -> Task:
        self.check(draft, rule, key)
        if not rule.startswith("FREQ="):
            raise InvalidInputError("The recurrence can't be used.")
        task = await self._board.create_task(by, draft, key)
        recurring = make_recurring(by.workspace_id, rule, timezone)
        self.known[by.workspace_id, recurring.id] = recurring
        return task.model_copy(update={"recurrence_id": recurring.id, "recurrence": rule})

    async def repeat(
        self, by: Principal, task_id: int, rule: str, timezone: str, starts: datetime | None
    ) -> Task:
        raise NotImplementedError

    async def stop(self, by: Principal, recurrence_id: int) -> None:
        self.check(recurrence_id)
        await self.get_recurrence(by.workspace_id, recurrence_id)

    async def get_recurrence(self, workspace_id: int, recurrence_id: int) -> RecurringTask:
        self.check(recurrence_id)
        if (workspace_id, recurrence_id) not in self.known:
            raise NotFoundError("Recurrence not found")
        return self.known[workspace_id, recurrence_id]

    async def list_recurrences(self, workspace_id: int) -> Sequence[RecurringTask]:
        self.check()
        return [each for (workspace, _), each in self.known.items() if workspace == workspace_id]


def make_recurring(workspace_id: int, rule: str = "FREQ=DAILY", timezone: str = "UTC") -> RecurringTask:
    """Return the first recurrence of a workspace."""
    return RecurringTask(
        id=1,
        workspace_id=workspace_id,
        rule=rule,
        timezone=timezone,
        starts=START.replace(tzinfo=None),
        task=NewTask(title="CANARY"),
        next_at=START,
        created_by="Ada",
        created_at=START,
    )
