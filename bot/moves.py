"""What people do with a task by a button or a reaction: finish it, call it no task, take either back."""

from dataclasses import dataclass

from domain.access import Principal
from domain.correction import Verdict
from domain.errors import ConflictError
from domain.services import Services
from domain.task import Task, TaskChange, TaskDetail
from domain.values import TaskStatus


@dataclass(frozen=True)
class Moves:
    """Moves of one person; each may be repeated.

    Args:
        services: The use cases.
        by: Who acts.
    """

    services: Services
    by: Principal

    async def finish(self, task: TaskDetail) -> Task:
        """Complete a task.

        Raises:
            StaleVersionError: It has changed since it was read.
        """
        return await self.change(task, TaskChange(status=TaskStatus.COMPLETED))

    async def reject(self, task: TaskDetail) -> Task:
        """Close what is no task; the agents learn that, if it is the only task of its only message.

        Raises:
            StaleVersionError: It has changed since it was read.
        """
        message_id = await self._find_message(task)
        if message_id is not None and await self._correct(message_id, is_work=False):
            task = await self.services.board.get_task(self.by.workspace_id, task.id)
        return await self.change(task, TaskChange(status=TaskStatus.CLOSED))

    async def reopen(self, task: TaskDetail) -> Task:
        """Open a task again; if a correction closed it, that is taken back.

        Raises:
            StaleVersionError: It has changed since it was read.
        """
        if task.history and "correction" in task.history[-1].changes:
            message_id = await self._find_message(task)
            if message_id is not None and await self._correct(message_id, is_work=True):
                task = await self.services.board.get_task(self.by.workspace_id, task.id)
        return await self.change(task, TaskChange(status=TaskStatus.OPEN))

    async def change(self, task: Task, change: TaskChange) -> Task:
        """Change a task as it was read.

        Raises:
            StaleVersionError: It has changed since.
        """
        return await self.services.board.change_task(self.by, task.id, change, task.version)

    async def _find_message(self, task: TaskDetail) -> int | None:
        """Return the message whose only task this is, and that is its only message."""
        if len(task.messages) != 1:
            return None
        [source] = task.messages
        work = self.services.work
        known = await work.find_message(self.by.workspace_id, task.source, source.external_id)
        return source.id if known is not None and known.task_ids == [task.id] else None

    async def _correct(self, message_id: int, *, is_work: bool) -> bool:
        """Correct a message, unless the agents have said nothing of it that could be corrected."""
        verdict = Verdict(is_actionable=is_work)
        try:
            await self.services.board.correct_message(self.by, message_id, verdict)
        except ConflictError:
            return False
        return True
