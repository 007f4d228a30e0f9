"""Random changes of what is counted, for tests that compare kept counts with counting anew."""

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from asyncpg import Record

from db.tallies import PostgresTallies
from domain.access import Principal
from domain.task import TRANSITIONS, TaskChange
from domain.values import Category, Priority, TaskStatus
from tests.db.samples import done, failed, new_messages, new_task
from tests.db.stores import ADA, MAIN, Stores

_NOW = datetime(2026, 1, 5, tzinfo=UTC)

_CORRECT = """
INSERT INTO corrections (workspace_id, message_id, is_actionable, due_removed, corrected_by)
VALUES ($1, $2, $3, false, 'Ada')
ON CONFLICT (message_id) DO UPDATE SET is_actionable = excluded.is_actionable
"""
_FORGET = "DELETE FROM analyses WHERE message_id = $1"
_TURN = "UPDATE analyses SET is_actionable = NOT is_actionable WHERE message_id = $1"
_SHIFT = "UPDATE task_history SET at = at - version * $2::interval WHERE task_id = $1"
_FORGET_MOVE = """
DELETE FROM task_history WHERE task_id = $1 AND action = 'status_changed'
    AND version % 3 = (SELECT count(*) % 3 FROM task_history WHERE task_id = $1)
"""


class Doing:
    """Random changes of tasks and messages in two workspaces, by their usual ways and by others."""

    def __init__(self, stores: Stores, dice: random.Random, other: int) -> None:
        self._stores = stores
        self._dice = dice
        self._other = other
        self._made = 0
        self.steps: list[Callable[[], Awaitable[object]]] = [
            self.create,
            self.move,
            self.accept,
            self.analyse,
            self.forget_a_message,
            self.forget_a_task,
            self.fold,
            self.correct,
            self.analyse_anew,
            self.move_back_and_forth,
            self.forget_a_move,
        ]

    async def create(self) -> None:
        """Make a task."""
        kind = {"category": self._dice.choice(list(Category)), "priority": self._dice.choice(list(Priority))}
        await self._stores.tasks.create_task(self._actor(), new_task(**kind), None)

    async def move(self) -> None:
        """Change any task's status or category."""
        row = await self._any("tasks")
        if row is not None:
            change = self._dice.choice(
                [
                    TaskChange(status=self._next(TaskStatus(row["status"]))),
                    TaskChange(category=self._dice.choice(list(Category))),
                    TaskChange(title=f"Title {self._dice.random()}"),
                ]
            )
            by = ADA.model_copy(update={"workspace_id": row["workspace_id"]})
            await self._stores.tasks.change_task(by, row["id"], change, None)

    async def accept(self) -> None:
        """Take in some messages."""
        self._made += 1
        messages = new_messages(self._dice.randint(1, 4), f"chat-{self._made}")
        await self._stores.accept(*messages, workspace_id=self._actor().workspace_id)

    async def analyse(self) -> None:
        """Finish what waits; some of it fails for good."""
        for claim in await self._stores.inbox().claim("worker", 10):
            outcomes = [
                failed(queued, dead=True) if self._dice.random() < 0.3 else done(queued, new_task())
                for queued in claim.messages
            ]
            await self._stores.inbox().finish(claim, outcomes)

    async def forget_a_message(self) -> None:
        """Delete any message."""
        await self._delete("messages")

    async def forget_a_task(self) -> None:
        """Delete any task."""
        await self._delete("tasks")

    async def fold(self) -> None:
        """Put rows together."""
        await PostgresTallies(self._stores.database).fold(_NOW)

    async def correct(self) -> None:
        """Say of any message whether it asks for something, or take that back."""
        row = await self._any("messages")
        if row is not None:
            said = self._dice.choice([True, False, None])
            await self._stores.rows(_CORRECT, row["workspace_id"], row["id"], said)

    async def analyse_anew(self) -> None:
        """Take back what the agents found in any message, or let them find the opposite."""
        row = await self._any("messages")
        if row is not None:
            await self._stores.rows(self._dice.choice([_FORGET, _TURN]), row["id"])

    async def move_back_and_forth(self) -> None:
        """Move any task several times, and now and then so that hours seem to pass in between."""
        row = await self._any("tasks")
        if row is not None:
            by = ADA.model_copy(update={"workspace_id": row["workspace_id"]})
            status = TaskStatus(row["status"])
            for _ in range(self._dice.randint(2, 4)):
                status = self._next(status)
                await self._stores.tasks.change_task(by, row["id"], TaskChange(status=status), None)
            hours = timedelta(hours=self._dice.choice([0, 1, 30]))
            await self._stores.rows(_SHIFT, row["id"], hours)

    async def forget_a_move(self) -> None:
        """Delete one entry of any task's history."""
        row = await self._any("tasks")
        if row is not None:
            await self._stores.rows(_FORGET_MOVE, row["id"])

    def _next(self, status: TaskStatus) -> TaskStatus:
        return self._dice.choice(sorted(TRANSITIONS[status]))

    def _actor(self) -> Principal:
        return ADA.model_copy(update={"workspace_id": self._dice.choice([MAIN, self._other])})

    async def _any(self, table: str) -> Record | None:
        rows = await self._stores.rows(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - ours
        return self._dice.choice(rows) if rows else None

    async def _delete(self, table: str) -> None:
        row = await self._any(table)
        if row is not None:
            await self._stores.rows(f"DELETE FROM {table} WHERE id = $1", row["id"])  # noqa: S608 - ours
